import type { BrowserGround } from './ground.ts'
import { until } from './until.ts'

/** Waits until the caller is asked for a message, speaks it and hangs up; returns when the carrier has it. */
export async function leavesMessage(
  ground: BrowserGround,
  { call, text }: { readonly call: string; readonly text: string },
): Promise<void> {
  await until(
    async () => (await happened(ground, { call, who: 'carrier', what: 'records' })).includes('recording begins'),
    'the message begins to be recorded',
  )
  await ground.plane.caller(call, 'say', { text })
  await until(
    async () => (await happened(ground, { call, who: 'caller', what: 'says' })).includes(text),
    'the caller has spoken',
  )
  await ground.plane.caller(call, 'hang-up')
  await until(async () => (await ground.plane.call(call)).recordings.length > 0, 'the carrier has the message')
}

/** What somebody did or heard in a call so far, in order. */
export async function happened(
  ground: BrowserGround,
  { call, who, what }: { readonly call: string; readonly who: string; readonly what: string },
): Promise<readonly string[]> {
  const { timeline } = await ground.plane.call(call)
  return timeline.flatMap((entry) => (entry.who === who && entry.what === what ? [entry.detail] : []))
}
