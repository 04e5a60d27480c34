import { expect } from 'vitest'
import type { BrowserGround } from './ground.ts'

/** Waits until the caller is asked for a message, speaks it and hangs up. */
export async function leavesMessage(ground: BrowserGround, { call, text }: { readonly call: string; readonly text: string }): Promise<void> {
  await expect.poll(() => happened(ground, { call, who: 'carrier', what: 'records' }), { timeout: 30_000 }).toContain('recording begins')
  await ground.plane.caller(call, 'say', { text })
  await expect.poll(() => happened(ground, { call, who: 'caller', what: 'says' })).toContain(text)
  await ground.plane.caller(call, 'hang-up')
}

/** What somebody did or heard in a call so far, in order. */
export async function happened(ground: BrowserGround, { call, who, what }: { readonly call: string; readonly who: string; readonly what: string }): Promise<readonly string[]> {
  const { timeline } = await ground.plane.call(call)
  return timeline.flatMap((entry) => (entry.who === who && entry.what === what ? [entry.detail] : []))
}
