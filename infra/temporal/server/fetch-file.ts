/** How to fetch: limits in milliseconds, and whom to tell about progress. */
export interface FetchOptions {
  /** Until the headers are there. After that, an equally long silence ends it. */
  readonly firstAnswerWithin: number
  readonly headers?: Readonly<Record<string, string>>
  /** Told every few seconds how many bytes have come, and of how many if the server said so. */
  readonly arrived?: (bytes: number, of: number | undefined) => void
}

/** Fetches a whole file into memory. @throws Error with the host and the status, or that it took too long. */
export async function fetchFile(address: URL, { firstAnswerWithin, headers, arrived }: FetchOptions): Promise<Buffer> {
  const patience = new AbortController()
  let alarm = setTimeout(() => patience.abort(), firstAnswerWithin)
  try {
    const response = await fetch(address, { signal: patience.signal, ...(headers && { headers }) })
    if (!response.ok) throw new Error(`${address.host} answered ${response.status}`)
    const length = Number(response.headers.get('content-length')) || undefined
    const chunks: Uint8Array[] = []
    let bytes = 0
    let told = Date.now()
    for await (const chunk of response.body ?? []) {
      clearTimeout(alarm)
      alarm = setTimeout(() => patience.abort(), firstAnswerWithin)
      chunks.push(chunk)
      bytes += chunk.length
      if (arrived !== undefined && Date.now() - told >= 2_000) {
        told = Date.now()
        arrived(bytes, length)
      }
    }
    return Buffer.concat(chunks)
  } catch (error) {
    if (patience.signal.aborted)
      throw new Error(`${address.host} was silent for ${firstAnswerWithin / 1000} s`, { cause: error })
    throw error
  } finally {
    clearTimeout(alarm)
  }
}

/** 44508240 → "44.5 MB". */
export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`
}
