import type { Account } from '../account.ts'
import type { Clock } from '../clock.ts'
import type { Faults } from '../faults.ts'
import type { Journal } from '../journal.ts'
import type { Settings } from '../settings.ts'
import { exchange, type OutgoingResult } from './exchange.ts'
import { signatureHeaders } from './signature.ts'
import { webhookTimeouts } from './timeouts.ts'

/** What an assistant posts: a call of a tool, or the report on a conversation. */
export interface AiPost {
  what: 'tool' | 'report'
  url: string
  body: object
  /** Posts that a reset causes are kept out of the journal. */
  untraced?: boolean
}

const ATTEMPTS = 3
const BETWEEN_ATTEMPTS_MS = [500, 1000]

/** Posts what an assistant says to its product, up to three times while nobody answers well. Never throws. */
export async function askTool(
  post: AiPost,
  parts: { account: Account; clock: Clock; faults: Faults; journal: Journal; settings: Settings },
): Promise<OutgoingResult> {
  const { account, clock, faults, journal, settings } = parts
  if (post.what === 'report' && faults.losesReport()) return { kind: 'failure', why: 'the report was lost, as ordered' }
  const body = JSON.stringify(post.body)
  const { connectMs, readMs, totalMs } = webhookTimeouts(post.url)
  const signature = settings.signTools ? signatureHeaders({ signingKey: account.signingKey, url: post.url, body }) : {}
  const send = () =>
    exchange(
      {
        method: 'POST',
        url: post.url,
        headers: { 'Content-Type': 'application/json', ...signature },
        body,
        connectMs,
        totalMs: Math.min(readMs, totalMs),
      },
      post.untraced ? null : journal,
    )
  let last: OutgoingResult = { kind: 'failure', why: 'never sent' }
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    last = await send()
    if (post.what === 'tool' && faults.toolTimesOut())
      last = { kind: 'failure', why: 'the answer was lost, as ordered' }
    else if (last.kind === 'answer' && last.status < 400) {
      if (post.what === 'tool' && faults.repeatsTool()) last = await send()
      return last
    }
    const wait = BETWEEN_ATTEMPTS_MS[attempt]
    if (wait !== undefined) await new Promise<void>((resolve) => void clock.after(wait, resolve))
  }
  return last
}
