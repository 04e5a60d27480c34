import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { publishFlow } from '#infra/deeds/flows/publish-flow.ts'
import { saveFlowDraft } from '#infra/deeds/flows/save-flow-draft.ts'
import type { DeedContext } from '#infra/db/deed.ts'
import { Flow } from '#infra/db/flow/flow.ts'
import { Member } from '#infra/db/member/member.ts'
import { asOwner } from '#infra/deeds/permissions.ts'
import { projectRoot } from '#infra/env.ts'
import { rounded } from '../measure/numbers.ts'
import { residentMemory } from '../measure/processes.ts'
import { atMost, type Findings } from '../measure/report.ts'
import { Stage } from '../stage.ts'

/**
 * How much worker memory an open call holds: calls are parked while their first phone rings. A naive workflow that waits
 * for the same is opened alternately with them, in a worker of its own.
 */
export function memory(): Promise<Findings> {
  return Stage.with(1, async (stage) => {
    await ringForTwoMinutes(stage)
    await stage.startPart('carrier')
    await stage.startProduct('worker', 'web')
    await stage.startPart('naive-worker')
    await stage.startPart('naive-web')
    const workers = { product: stage.supervisor.pid('worker'), naive: stage.supervisor.pid('naive-worker') }

    // a worker that has just started grows by what every later call shares: code, contexts, connections
    for (const build of ['product', 'naive'] as const)
      await open(stage, { build, prefix: `warm-${build}`, calls: WARM })
    await pause(3000)
    const before = { product: residentMemory(workers.product), naive: residentMemory(workers.naive) }
    const grown: Record<'product' | 'naive', number[]> = { product: [], naive: [] }
    let dialled = 0
    for (const [at, side] of ORDER.split('').entries()) {
      const build = side === 'A' ? 'product' : 'naive'
      dialled += await open(stage, { build, prefix: `open-${at}`, calls: BATCH })
      grown[build].push(kilobytes(residentMemory(workers[build]) - before[build]))
    }
    await pause(5000)
    const opened = BATCH * (ORDER.length / 2)
    const perCall = {
      product: each(residentMemory(workers.product) - before.product, opened),
      naive: each(residentMemory(workers.naive) - before.naive, opened),
    }

    return {
      figures: {
        unit: 'kB',
        openCalls: opened,
        alsoOpen: WARM,
        notOpened: 2 * opened - dialled,
        worker: { before: kilobytes(before.product), grownAfterEachBatch: grown.product, perCall: perCall.product },
        naiveWorker: { before: kilobytes(before.naive), grownAfterEachBatch: grown.naive, perCall: perCall.naive },
      },
      ratios: { 'to the naive build': rounded(perCall.product / perCall.naive) },
      goals: {
        'per open call, kB': atMost(200, perCall.product),
        'calls that did not open': atMost(0, 2 * opened - dialled),
      },
    }
  })
}

/** A is the product, B the naive build. */
const ORDER = 'ABBAABBA'
const BATCH = 75
const WARM = 60

/** Opens calls and leaves them ringing. @returns how many rang a phone. */
async function open(
  stage: Stage,
  { build, prefix, calls }: { readonly build: 'product' | 'naive'; readonly prefix: string; readonly calls: number },
): Promise<number> {
  const records = await stage.round(build, {
    prefix,
    calls,
    perSecond: 8,
    seed: 1,
    people: 'ring on',
    patience: 20_000,
  })
  return records.filter(({ isDone }) => isDone).length
}

/** The demo's twenty seconds would be over before all calls are open. */
async function ringForTwoMinutes({ db, organisation }: Stage): Promise<void> {
  const [flow, olive] = await db.withOrganisation(
    organisation,
    async (em) =>
      [await em.findOneOrFail(Flow, { name: 'Sales' }), await em.findOneOrFail(Member, { name: 'Olive' })] as const,
  )
  const context: DeedContext = {
    db,
    organisation,
    actor: olive.id,
    who: asOwner(olive.id),
    address: null,
    provision: null,
  }
  const document: unknown = JSON.parse(
    readFileSync(join(projectRoot, 'flows/examples/sales.json'), 'utf8').replace('"seconds": 20', '"seconds": 120'),
  )
  for (const answer of [
    await saveFlowDraft(context, { flow: flow.id, document }),
    await publishFlow(context, { flow: flow.id }),
  ]) {
    if (!answer.ok) throw new Error(answer.problem.title)
  }
}

function each(bytes: number, calls: number): number {
  return rounded(bytes / 1000 / calls)
}

function kilobytes(bytes: number): number {
  return Math.round(bytes / 1000)
}
