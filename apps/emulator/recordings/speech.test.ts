import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { speak } from './speech.ts'
import { samplesOf, wavFile } from './wav.ts'

test('without a speech program words become tones, as long as ordered and never silent', async () => {
  const file = await speak('Hello', { seconds: 1.5, program: 'no-such-program' })
  const samples = samplesOf(file, 12_000)
  expect(file.length).toBe(44 + 1.5 * 8000 * 2)
  expect(samples?.some((sample) => Math.abs(sample) > 0.3)).toBe(true)
  expect(await speak('Other', { seconds: 1.5, program: 'no-such-program' })).not.toEqual(file)
})

test('a speech program speaks, and is brought to the length ordered', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'speech-'))
  const program = join(folder, 'speaks')
  writeFileSync(join(folder, 'voice.wav'), wavFile(Float32Array.from({ length: 500 }, () => 0.5)))
  writeFileSync(program, `#!/bin/sh\ncat > ${folder}/said\ncat ${folder}/voice.wav\n`)
  chmodSync(program, 0o755)
  const file = await speak('Hello', { seconds: 1, program })
  expect(file.length).toBe(44 + 8000 * 2)
  expect(samplesOf(file, 3)?.every((sample) => Math.abs(sample - 0.5) < 0.01)).toBe(true)
})
