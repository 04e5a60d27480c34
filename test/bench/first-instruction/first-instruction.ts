import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePorts } from '#infra/tools/start/ports.ts'
import { documentFetch, post } from '../carrier/wire.ts'
import { rounded, spreadOf, type Spread } from '../measure/numbers.ts'
import { atMost, type Findings } from '../measure/report.ts'
import { dueTimes, untilDue } from '../measure/schedule.ts'
import { Stage } from '../stage.ts'

/**
 * How long a caller waits for the first document: 20 calls a second to the real web with the real database, every fetch
 * signed, in turns with a handler that only returns the same bytes. First with Temporal, then with Temporal killed.
 */
export function firstInstruction(): Promise<Findings> {
  return Stage.with(1, async (stage) => {
    await stage.startProduct('worker', 'web')
    const documentUrl = stage.lines('product')[0]?.documentUrl ?? ''
    const [port = 0] = await freePorts(1)
    const bareUrl = `http://127.0.0.1:${port}/`
    writeFileSync(join(stage.dataDir, 'bare-answer.json'), (await post(documentUrl, fetchOf('sample'))).text)
    await stage.startPart('bare-handler', { WEB_PORT: `${port}`, PUBLIC_URL: bareUrl.slice(0, -1) })
    for (const [side, url] of [
      ['product', documentUrl],
      ['bare', bareUrl],
    ] as const)
      await load(url, { prefix: `warm-${side}`, count: 150, perSecond: 50, seed: 1 })

    const withTemporal = await sides(stage, { documentUrl, bareUrl, phase: 'alive' })
    await stage.supervisor.takeDown('temporal')
    const withoutTemporal = await sides(stage, { documentUrl, bareUrl, phase: 'dead' })

    return {
      figures: {
        unit: 'ms',
        callsPerSecond: RATE,
        bytes: Buffer.byteLength((await post(bareUrl, {})).text),
        withTemporal,
        withoutTemporal,
      },
      ratios: {
        'p50 to the bare handler': ratio(withTemporal.product.p50, withTemporal.bare.p50),
        'p99 to the bare handler': ratio(withTemporal.product.p99, withTemporal.bare.p99),
        'p50 to the bare handler, Temporal dead': ratio(withoutTemporal.product.p50, withoutTemporal.bare.p50),
        'p99 to the bare handler, Temporal dead': ratio(withoutTemporal.product.p99, withoutTemporal.bare.p99),
      },
      goals: {
        'p99, ms': atMost(25, withTemporal.product.p99),
        'p99 with Temporal dead, ms': atMost(25, withoutTemporal.product.p99),
        'answered wrongly or not at all': atMost(0, withTemporal.failed + withoutTemporal.failed),
      },
    }
  })
}

const RATE = 20
const ROUND_SECONDS = 5
/** A is the product, B the bare handler: neither always has the first or the later half. */
const ORDER = 'ABBAABBA'

async function sides(
  stage: Stage,
  { documentUrl, bareUrl, phase }: { documentUrl: string; bareUrl: string; phase: 'alive' | 'dead' },
): Promise<{ product: Spread; bare: Spread; failed: number }> {
  const product: (number | null)[] = []
  const bare: (number | null)[] = []
  for (const [at, side] of ORDER.split('').entries()) {
    const isProduct = side === 'A'
    const order = { prefix: `${phase}-${at}`, count: RATE * ROUND_SECONDS, perSecond: RATE, seed: Math.floor(at / 2) }
    const speaking = phase === 'alive' && isProduct ? setInterval(() => void markSpoken(stage), 250) : undefined
    ;(isProduct ? product : bare).push(...(await load(isProduct ? documentUrl : bareUrl, order)))
    clearInterval(speaking)
  }
  const answered = (list: readonly (number | null)[]) => list.filter((time) => time !== null)
  return {
    product: spreadOf(answered(product)),
    bare: spreadOf(answered(bare)),
    failed: [...product, ...bare].filter((time) => time === null).length,
  }
}

/** Open loop: each fetch goes out when it is due, whatever became of the earlier ones, and its time counts from then. Null: no good answer. */
async function load(
  url: string,
  {
    prefix,
    count,
    perSecond,
    seed,
  }: { readonly prefix: string; readonly count: number; readonly perSecond: number; readonly seed: number },
): Promise<(number | null)[]> {
  const begin = performance.now() + 20
  const times: Promise<number | null>[] = []
  for (const [at, after] of dueTimes({ count, perSecond, seed }).entries()) {
    const due = begin + after
    await untilDue(due)
    times.push(
      post(url, fetchOf(`${prefix}-${at}`)).then(
        ({ status, text }) => (status === 200 && text.includes('"sections"') ? performance.now() - due : null),
        () => null,
      ),
    )
  }
  return await Promise.all(times)
}

/**
 * A real document says its first word right away, and Temporal then has the call. Here nobody speaks, so the rows are
 * marked as if it had: else the sweep over forgotten calls would take them all up. With Temporal dead nobody marks
 * them, as then the sweep truly has them all on its list.
 */
async function markSpoken(stage: Stage): Promise<void> {
  await stage.db.withOrganisation(stage.organisation, (em) =>
    em.execute('update arrival set spoken_at = now() where spoken_at is null'),
  )
}

function fetchOf(call: string): object {
  return documentFetch({ id: call, from: '+12025550150', to: '+12025550100' })
}

function ratio(one: number, other: number): number {
  return rounded(one / other)
}
