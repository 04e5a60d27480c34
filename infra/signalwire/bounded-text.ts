/**
 * The text of an answer, as long as it is no larger than `most` bytes; the rest is not read.
 * @throws Error in a sentence when it is larger
 */
export async function boundedText(response: Response, most: number): Promise<string> {
  if (response.body === null) return ''
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of response.body) {
    size += part.byteLength
    // leaving the loop cancels the stream, which closes the connection
    if (size > most) throw new Error(`the answer is larger than ${Math.floor(most / 1_048_576)} MB`)
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}
