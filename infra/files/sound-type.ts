/** The type of a sound file as its first bytes tell it, whatever anybody says of it; null when it is none that browsers play. */
export function soundType(bytes: Uint8Array): 'audio/wav' | 'audio/mpeg' | null {
  const letters = (from: number, to: number) => Buffer.from(bytes.subarray(from, to)).toString('latin1')
  if (letters(0, 4) === 'RIFF' && letters(8, 12) === 'WAVE') return 'audio/wav'
  // an ID3 tag, or eleven bits that begin a frame
  if (letters(0, 3) === 'ID3' || (bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe0) === 0xe0)) return 'audio/mpeg'
  return null
}
