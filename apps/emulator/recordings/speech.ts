import { spawn } from 'node:child_process'
import { SAMPLE_RATE, samplesOf, wavFile } from './wav.ts'

/** A WAV of somebody saying the words in the time given: a speech program's voice, or tones when there is no program. */
export async function speak(
  words: string,
  { seconds, program, stereo = false }: { seconds: number; program: string; stereo?: boolean },
): Promise<Buffer> {
  const count = Math.max(1, Math.round(seconds * SAMPLE_RATE))
  const spoken = await runProgram(program, words)
  return wavFile((spoken && samplesOf(spoken, count)) ?? tones(words, count), { stereo })
}

const PATIENCE_MS = 5000

function runProgram(program: string, words: string): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    // The words come from a caller: they go in on standard input, where they cannot be taken for options.
    const child = spawn(program, ['--stdin', '--stdout'], { stdio: ['pipe', 'pipe', 'ignore'], timeout: PATIENCE_MS })
    const parts: Buffer[] = []
    child.stdout.on('data', (part: Buffer) => parts.push(part))
    child.on('error', () => resolve(undefined))
    child.on('close', (code) => resolve(code === 0 ? Buffer.concat(parts) : undefined))
    child.stdin.on('error', () => undefined)
    child.stdin.end(words)
  })
}

/** One soft tone for each letter, so that different words sound different and nothing is silent. */
function tones(words: string, count: number): Float32Array {
  const letters = [...words]
  let phase = 0
  return Float32Array.from({ length: count }, (_none, at) => {
    const letter = letters[Math.floor((at * letters.length) / count)] ?? 'a'
    phase += (2 * Math.PI * (180 + ((letter.codePointAt(0) ?? 0) % 32) * 12)) / SAMPLE_RATE
    return Math.sin(phase) * 0.35
  })
}
