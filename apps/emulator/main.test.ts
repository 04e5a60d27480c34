import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

test('it starts alone from the environment, and stops when told', async () => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], {
    env: { EMULATOR_PORT: '0', EMULATOR_PROJECT: 'p', EMULATOR_TOKEN: 't', EMULATOR_CALLS_PER_SECOND: 'none' },
  })
  const line = await new Promise<string>((resolve) =>
    child.stdout.once('data', (part: Buffer) => resolve(part.toString('utf8'))),
  )
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0] ?? ''
  expect(await (await fetch(`${url}/emulator/settings`)).json()).toMatchObject({ callsPerSecond: null })
  expect(
    (
      await fetch(`${url}/api/voice/logs`, {
        headers: { authorization: `Basic ${Buffer.from('p:t').toString('base64')}` },
      })
    ).status,
  ).toBe(200)
  const began = Date.now()
  const code = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  expect(await code).toBe(0)
  expect(Date.now() - began).toBeLessThan(2000)
})

test('a setting that makes no sense is named', async () => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], { env: { EMULATOR_PORT: 'many' } })
  const said = await new Promise<string>((resolve) =>
    child.stderr.once('data', (part: Buffer) => resolve(part.toString('utf8'))),
  )
  expect(said).toContain('EMULATOR_PORT')
  expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(1)
})
