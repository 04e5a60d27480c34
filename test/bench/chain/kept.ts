import { setTimeout as pause } from 'node:timers/promises'
import type { Stage } from '../stage.ts'

/** What a round of calls has left behind. */
export interface Kept {
  /** Calls whose history was exported: the last thing that is done for a call. */
  readonly histories: number
  readonly historyEvents: number
  /** Rows of `call_event`. */
  readonly facts: number
}

export async function keptOf(stage: Stage, prefix: string): Promise<Kept> {
  const [kept] = await stage.db.withOrganisation(stage.organisation, (em) =>
    em.execute<Kept[]>(COUNT, [`${prefix}-%`, `${prefix}-%`, `${prefix}-%`]),
  )
  return kept ?? { histories: 0, historyEvents: 0, facts: 0 }
}

/** Waits until this many calls of a round have closed and left their history, 8 s at most. */
export async function untilKept(
  stage: Stage,
  { prefix, calls }: { readonly prefix: string; readonly calls: number },
): Promise<void> {
  for (const began = Date.now(); Date.now() - began < 8_000; await pause(250)) {
    if ((await keptOf(stage, prefix)).histories >= calls) return
  }
}

const COUNT = `
select (select count(*)::int from history_export where call like ?) as "histories",
       (select coalesce(sum(events), 0)::int from history_export where call like ?) as "historyEvents",
       (select count(*)::int from call_event where call like ?) as "facts"`
