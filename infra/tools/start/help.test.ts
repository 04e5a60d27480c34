import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const start = (...words: readonly string[]) =>
  promisify(execFile)(process.execPath, [join(import.meta.dirname, 'main.ts'), ...words])

it('npm start says what it can be told: its options, each as it is typed, and how ports are chosen', async () => {
  const { stdout } = await start('--help')
  for (const typed of [
    '`npm start -- --reset`',
    '`npm start -- --demo`',
    '`npm start -- --host 0.0.0.0`',
    '`WEB_PORT=3100 EMULATOR_PORT=3110 npm start`',
  ])
    expect(stdout).toContain(typed)
}, 30_000)

it('npm start says so too to whoever mistypes an option, and starts nothing', async () => {
  await expect(start('--rest')).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('`npm start -- --reset`'),
  })
}, 30_000)

it.each(['start', 'run dev'])(
  'npm %s -- --help needs nothing to be installed',
  async (command) => {
    const root = join(import.meta.dirname, '../../..')
    const bare = await mkdtemp(join(tmpdir(), 'fresh-clone-'))
    try {
      for (const file of ['package.json', 'package-lock.json', 'infra/tools/bootstrap.js', 'infra/tools/start']) {
        await mkdir(dirname(join(bare, file)), { recursive: true })
        await cp(join(root, file), join(bare, file), { recursive: true })
      }
      const { stdout } = await promisify(execFile)('npm', [...command.split(' '), '--', '--help'], { cwd: bare })
      expect(stdout).toContain('`npm start -- --reset`')
      expect(stdout).toMatch(/^(?:>.*|\s*)*npm start starts everything/)
      expect(stdout).not.toContain('Installing')
    } finally {
      await rm(bare, { recursive: true })
    }
  },
  30_000,
)
