import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const start = (...words: readonly string[]) => promisify(execFile)(process.execPath, [join(import.meta.dirname, 'main.ts'), ...words])

it('npm start says what it can be told: its options, each as it is typed, and how ports are chosen', async () => {
  const { stdout } = await start('--help')
  for (const typed of ['`npm start -- --reset`', '`npm start -- --demo`', '`npm start -- --host 0.0.0.0`', '`WEB_PORT=3100 EMULATOR_PORT=3110 npm start`']) expect(stdout).toContain(typed)
}, 30_000)

it('npm start says so too to whoever mistypes an option, and starts nothing', async () => {
  await expect(start('--rest')).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('`npm start -- --reset`') })
}, 30_000)
