import type { Stage } from './stage.ts'

/** How long a verb waits for what it expects before it fails. Milliseconds of the stage's own time. */
export const SOON = 5000

/** Waits until something is so, or fails with what happened so far. */
export async function expectSoon(
  stage: Stage,
  words: string,
  isSo: () => boolean | Promise<boolean>,
  within = SOON,
): Promise<void> {
  if (await stage.until(isSo, within)) return
  await fail(stage, words)
}

/** Something must be so now. */
export async function expectNow(stage: Stage, words: string, isSo: boolean | Promise<boolean>): Promise<void> {
  if (!(await isSo)) await fail(stage, words)
}

async function fail(stage: Stage, words: string): Promise<never> {
  const error = new Error(`expected that ${words}\n\n${await stage.timeline()}\n`)
  error.stack = error.message
  throw error
}
