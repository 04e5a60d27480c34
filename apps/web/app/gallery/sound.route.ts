export const handle = { permission: 'public' }

const RATE = 8_000

/** Four seconds that rise and fall, as a WAV file: players of exhibits have something to play. */
export function loader(): Response {
  const samples = Float32Array.from(
    { length: 4 * RATE },
    (_, n) => Math.sin((2 * Math.PI * 330 * n) / RATE) * Math.abs(Math.sin((Math.PI * n) / RATE)) ** 3 * 0.4,
  )
  const file = new DataView(new ArrayBuffer(44 + samples.length * 2))
  const words = (at: number, text: string) =>
    [...text].forEach((letter, index) => file.setUint8(at + index, letter.charCodeAt(0)))
  words(0, 'RIFF')
  file.setUint32(4, 36 + samples.length * 2, true)
  words(8, 'WAVEfmt ')
  file.setUint32(16, 16, true)
  file.setUint16(20, 1, true) // plain samples
  file.setUint16(22, 1, true) // one channel
  file.setUint32(24, RATE, true)
  file.setUint32(28, RATE * 2, true)
  file.setUint16(32, 2, true)
  file.setUint16(34, 16, true)
  words(36, 'data')
  file.setUint32(40, samples.length * 2, true)
  samples.forEach((sample, index) => file.setInt16(44 + index * 2, sample * 0x7fff, true))
  return new Response(file.buffer, { headers: { 'content-type': 'audio/wav' } })
}
