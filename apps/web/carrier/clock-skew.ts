import { ApplicationFailure } from '@temporalio/common'
import { WorkflowUpdateFailedError, type Client } from '@temporalio/client'
import { z } from 'zod'
import type { Database } from '#infra/db/orm.ts'
import { rowsAs } from '#infra/db/rows-as.ts'
import { CARRIER_WATCH_ID, CLOCK_UPDATE } from '#workflows/messages.ts'

/** Reads somebody else's clock. Milliseconds since 1970. @throws when it does not answer. */
export type ReadClock = () => Promise<number>

/**
 * By how much other clocks differ from this machine's, a sentence for each that is off. Calls do not suffer from it, as
 * no deadline compares two clocks; times in stories and in the carrier's log do.
 */
export async function clockRemarks(clocks: Readonly<Record<string, ReadClock>>): Promise<readonly string[]> {
  const remarks = await Promise.all(
    Object.entries(clocks).map(async ([name, read]) => {
      const ahead = await skew(read).catch(() => null) // who does not answer is missed elsewhere
      if (ahead === null || Math.abs(ahead) < WORTH_TELLING) return []
      const seconds = Math.round(Math.abs(ahead) / 1000)
      return [
        `The clock of ${name} is ${seconds} s ${ahead > 0 ? 'ahead of' : 'behind'} this machine’s: let both follow the same time server.`,
      ]
    }),
  )
  return remarks.flat()
}

/** How far a clock is ahead of ours, at least: what the answer's travel may have taken is left out. Milliseconds. */
async function skew(read: ReadClock): Promise<number> {
  const asked = Date.now()
  const theirs = await read()
  const answered = Date.now()
  if (theirs > answered) return theirs - answered
  return theirs < asked ? theirs - asked : 0
}

/** The engine's clock, as workflows see it: the watch is asked, and its refusal, which leaves no event in its history, tells the time. */
export async function engineClock(client: Client, { timeout }: { readonly timeout: number }): Promise<number> {
  try {
    await client.withDeadline(Date.now() + timeout, () =>
      client.workflow.getHandle(CARRIER_WATCH_ID).executeUpdate(CLOCK_UPDATE),
    )
  } catch (error) {
    if (error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure)
      return refusal.parse(error.cause.details)[0].now
    throw error
  }
  throw new Error('the watch answered a question that it is to refuse')
}
const clock = z.object({ now: z.number() })
const refusal = z.tuple([clock])

export async function databaseClock(db: Database, { timeout }: { readonly timeout: number }): Promise<number> {
  const sql = 'select extract(epoch from clock_timestamp())::float8 * 1000 as now'
  const [row] = await rowsAs(clock, db.ask(sql, [], { timeout }))
  if (!row) throw new Error('the database has no clock')
  return row.now
}

/** The same answer for a while: clocks drift slowly, and whoever watches `/readyz` asks each second. */
export function remembered<T>(
  ask: () => Promise<T>,
  { milliseconds }: { readonly milliseconds: number },
): () => Promise<T> {
  let last: { readonly at: number; readonly answer: Promise<T> } | null = null
  return () => {
    if (last === null || Date.now() - last.at > milliseconds) last = { at: Date.now(), answer: ask() }
    return last.answer
  }
}

/** Milliseconds. */
const WORTH_TELLING = 2000
