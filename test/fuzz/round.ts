import { disksOf } from './ledger/disks.ts'
import { gather } from './ledger/gather.ts'
import type { CallLedger } from './ledger/ledger.ts'
import { judge, judgeDisks, type Complaint } from './judge/judge.ts'
import { planOf, type PlanOrder } from './plan/plan.ts'
import { play, type Played } from './play/play.ts'
import { untilQuiet } from './play/quiet.ts'
import type { Stage } from './stage/stage.ts'

export interface Round {
  readonly played: Played
  /** How long it took until nothing was going on any more, milliseconds. */
  readonly quietAfter: number
  readonly ledgers: readonly CallLedger[]
  readonly complaints: readonly Complaint[]
}

/**
 * Plays the calls of one seed on a stage, waits until all is quiet, and judges what the ledgers say.
 * @param patience milliseconds beyond each figure: none where the figures are proved.
 */
export async function playRound(
  stage: Stage,
  order: PlanOrder,
  { patience = 0 }: { readonly patience?: number } = {},
): Promise<Round> {
  await stage.play(order.machines)
  const played = await play(stage, planOf(order))
  const quietAfter = await untilQuiet(stage, played)
  const ledgers = (await gather(stage, played)).map((ledger) => ({ ...ledger, patience }))
  return {
    played,
    quietAfter,
    ledgers,
    complaints: [...ledgers.flatMap(judge), ...judgeDisks(order.seed, await disksOf(stage))],
  }
}
