import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { delimiter } from 'node:path'
import { outputOf } from '#infra/program-of.ts'
import type { Machine } from './machine.ts'

/** Somebody who can put a Chromium on this machine. */
export interface Installer {
  readonly by: string
  /** @returns why it did not work, in one line; nothing when it says that it did. */
  install(): Promise<string | undefined>
}

/** In the order in which they are asked. */
export function installers(machine: Machine): Installer[] {
  const { playwright, variables, path, cache, isRootOnDebian } = machine
  const own = { ...variables, PATH: path.join(delimiter) }
  const byPlaywright: Installer = {
    by: 'Playwright',
    install: () =>
      troubleWith(process.execPath, [[playwright, 'install', '--only-shell', 'chromium']], {
        ...own,
        PLAYWRIGHT_BROWSERS_PATH: cache,
      }),
  }
  const byApt: Installer = {
    by: 'apt',
    install: () =>
      troubleWith(
        'apt-get',
        [
          ['update', '--quiet'],
          ['install', '--quiet', '--yes', '--no-install-recommends', 'chromium'],
        ],
        { ...own, DEBIAN_FRONTEND: 'noninteractive' },
      ),
  }
  return isRootOnDebian ? [byPlaywright, byApt] : [byPlaywright]
}

/** Runs a program with one list of arguments after the other, until one fails. */
async function troubleWith(
  program: string,
  runs: readonly (readonly string[])[],
  env: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  for (const given of runs) {
    try {
      await run(program, given, { env, timeout: PATIENCE, maxBuffer: 32e6 })
    } catch (error) {
      return lastWord(outputOf(error))
    }
  }
  return undefined
}
const run = promisify(execFile)

/** A browser is about 100 MB; a slow line gets ten minutes. */
const PATIENCE = 600_000

/** The line that says most: the last that names an error, else the last. */
function lastWord(output: string): string {
  const lines = output.split('\n').flatMap((line) => (line.trim() === '' || /^\s+at /.test(line) ? [] : [line.trim()]))
  return lines.findLast((line) => /^(E:|Error)/.test(line)) ?? lines.at(-1) ?? 'it said nothing'
}
