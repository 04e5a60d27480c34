import { execFile } from 'node:child_process'
import { access, constants } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { inheritedVariables, type Variables } from '#infra/env.ts'
import { programOf } from '#infra/program-of.ts'

/** What a search for Chromium may look at and use. */
export interface Machine {
  readonly variables: Variables
  /** The folders of PATH. */
  readonly path: readonly string[]
  /** Files outside of PATH where a browser customarily lies. */
  readonly usualPlaces: readonly string[]
  /** Where Playwright keeps the browsers it has installed. */
  readonly cache: string
  /** Playwright's own program, which can install browsers. */
  readonly playwright: string
  /** Whether apt may be asked: only root may, and only Debian's apt has Chromium. */
  readonly isRootOnDebian: boolean
  /** Whether this file is a browser that runs here: one whose libraries are missing does not. */
  starts(file: string): Promise<boolean>
}

/** The machine that we run on. */
export function thisMachine(): Machine {
  const variables = inheritedVariables()
  return {
    variables,
    path: (variables['PATH'] ?? '').split(delimiter).filter((folder) => folder !== ''),
    usualPlaces: usualPlaces(variables),
    cache: cacheOf(variables),
    playwright: programOf('playwright-core'),
    isRootOnDebian: isRoot() && existsSync('/etc/debian_version'),
    starts,
  }
}

/** Root's Chromium cannot shut itself in its sandbox, and does not start with it. */
export function isRoot(): boolean {
  return process.getuid?.() === 0
}

/** Whether a file says of itself that it is a browser. */
export async function starts(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK)
    if (process.platform === 'win32') return true // there it would open a window instead of telling its version
    const { stdout } = await run(file, ['--version'], { timeout: 30_000 })
    return /chrom/i.test(stdout)
  } catch {
    return false
  }
}
const run = promisify(execFile)

function usualPlaces(variables: Variables): string[] {
  if (process.platform === 'darwin') {
    const names = ['Chromium', 'Google Chrome']
    return ['/Applications', join(homedir(), 'Applications')].flatMap((folder) =>
      names.map((name) => join(folder, `${name}.app`, 'Contents', 'MacOS', name)),
    )
  }
  if (process.platform !== 'win32') return []
  const folders = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => variables[name] ?? [])
  return folders.map((folder) => join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'))
}

function cacheOf(variables: Variables): string {
  const said = variables['PLAYWRIGHT_BROWSERS_PATH']
  if (said && said !== '0') return said // 0 means: beside the package, where the next installation would remove it
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'ms-playwright')
  if (process.platform === 'win32')
    return join(variables['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'ms-playwright')
  return join(variables['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'ms-playwright')
}
