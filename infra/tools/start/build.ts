import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { inheritedVariables, projectRoot } from '../../env.ts'
import { outputOf, programOf } from '../../program-of.ts'

/** Something that Vite builds, and what it is built from. */
export interface Built {
  readonly what: string
  /** Kept in build/, with the fingerprint of the sources it was built from. */
  readonly stamp: string
  readonly sources: readonly string[]
  readonly command: { readonly package: string; readonly arguments: readonly string[] }
}

const toolchain = ['package-lock.json', 'tsconfig.json', 'vite.config.ts', 'react-router.config.ts']

/** The web's pages and the part of its server that Vite builds. */
export const webBuild: Built = {
  what: 'Building the web',
  stamp: 'build/web.stamp',
  sources: [...toolchain, 'apps/web/**/*', 'flows/**/*', 'infra/**/*', 'workflows/messages.ts'],
  command: { package: '@react-router/dev', arguments: ['build'] },
}

/** The page of virtual phones. */
export const phonesBuild: Built = {
  what: 'Building the page of virtual phones',
  stamp: 'build/phones.stamp',
  sources: [...toolchain, 'apps/emulator/page/**/*'],
  command: { package: 'vite', arguments: ['build', '--config', 'apps/emulator/page/vite.config.ts'] },
}

/** Whether its sources have changed since it was last built. */
export function isStale(built: Built): boolean {
  const stamp = join(projectRoot, built.stamp)
  return !existsSync(stamp) || readFileSync(stamp, 'utf8') !== fingerprint(built)
}

/** Builds it and stamps what it was built from. @throws Error with what Vite said. */
export async function build(built: Built): Promise<void> {
  const before = fingerprint(built)
  const { package: name, arguments: rest } = built.command
  try {
    const environment = { ...inheritedVariables(), NODE_ENV: 'production' }
    await run(process.execPath, [programOf(name), ...rest], { cwd: projectRoot, env: environment, maxBuffer: 16e6 })
  } catch (error) {
    throw new Error(`${built.what} failed:\n${outputOf(error)}`, { cause: error })
  }
  const stamp = join(projectRoot, built.stamp)
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, before)
}
const run = promisify(execFile)

/** Over contents, not times: a fresh clone has new times and the same contents. */
function fingerprint({ sources }: Built): string {
  const hash = createHash('sha256').update(process.version)
  const files = globSync([...sources], { cwd: projectRoot, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
  for (const file of files.sort()) hash.update(file.slice(projectRoot.length)).update(readFileSync(file))
  return hash.digest('hex')
}
