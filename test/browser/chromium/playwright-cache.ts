import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Machine } from './machine.ts'

/** The files of Playwright's cache that should be Chromiums, the newest first, whichever version of Playwright kept them. */
export function cachedChromiums({ cache }: Pick<Machine, 'cache'>): string[] {
  const kept = foldersIn(cache).filter((name) => /^chromium(_headless_shell)?-\d+$/.test(name))
  const newestFirst = kept.toSorted((one, other) => revisionOf(other) - revisionOf(one))
  return newestFirst.flatMap((name) =>
    foldersIn(join(cache, name)).flatMap((inner) => PROGRAMS.map((program) => join(cache, name, inner, ...program))),
  )
}

/** By the systems for which Playwright has them: Linux and Windows, with and without windows of their own, and macOS. */
const PROGRAMS: readonly (readonly string[])[] = [
  ['chrome'],
  ['chrome-headless-shell'],
  ['headless_shell'],
  ['chrome.exe'],
  ['chrome-headless-shell.exe'],
  ['Google Chrome for Testing.app', 'Contents', 'MacOS', 'Google Chrome for Testing'],
  ['Chromium.app', 'Contents', 'MacOS', 'Chromium'],
]

function revisionOf(name: string): number {
  return Number(name.slice(name.lastIndexOf('-') + 1))
}

function foldersIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))
  } catch {
    return [] // there is no cache yet
  }
}
