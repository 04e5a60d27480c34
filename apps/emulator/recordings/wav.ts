/** Samples per second of every recording: what a telephone line carries. */
export const SAMPLE_RATE = 8000

/** A WAV file (16 bit) of samples between -1 and 1. In stereo they are on the left, and nobody is on the right. */
export function wavFile(samples: Float32Array, { stereo = false }: { stereo?: boolean } = {}): Buffer {
  const channels = stereo ? 2 : 1
  const frame = channels * 2
  const file = Buffer.alloc(44 + samples.length * frame)
  file.write('RIFF', 0, 'latin1')
  file.writeUInt32LE(36 + samples.length * frame, 4)
  file.write('WAVEfmt ', 8, 'latin1')
  file.writeUInt32LE(16, 16)
  file.writeUInt16LE(1, 20)
  file.writeUInt16LE(channels, 22)
  file.writeUInt32LE(SAMPLE_RATE, 24)
  file.writeUInt32LE(SAMPLE_RATE * frame, 28)
  file.writeUInt16LE(frame, 32)
  file.writeUInt16LE(16, 34)
  file.write('data', 36, 'latin1')
  file.writeUInt32LE(samples.length * frame, 40)
  for (const [at, sample] of samples.entries())
    file.writeInt16LE(Math.round(Math.max(-1, Math.min(1, sample)) * 32_767), 44 + at * frame)
  return file
}

/** The samples of a WAV file of 16 bit mono, stretched or squeezed to `count`; undefined when it is no such file. */
export function samplesOf(file: Buffer, count: number): Float32Array | undefined {
  const at = file.indexOf('data', 12, 'latin1')
  if (file.length < 46 || file.toString('latin1', 0, 4) !== 'RIFF' || at < 0) return undefined
  const given = Math.floor((file.length - at - 8) / 2)
  if (given < 1) return undefined
  return Float32Array.from(
    { length: count },
    (_none, place) => file.readInt16LE(at + 8 + Math.floor((place * given) / count) * 2) / 32_767,
  )
}
