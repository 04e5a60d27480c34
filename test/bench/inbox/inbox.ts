import { temporaryDatabase, type TemporaryDatabase } from '#infra/db/testing/temporary-database.ts'
import { rounded, spreadOf, type Spread } from '../measure/numbers.ts'
import { atMost, type Findings, type Goal } from '../measure/report.ts'
import { findAskers, type Asker } from './askers.ts'
import { ByHand } from './by-hand.ts'
import { fill } from './fill.ts'
import { Explainer, type Plans } from './plans.ts'
import { servicesOver } from './services.ts'
import { shapes } from './shape.ts'
import { viewsOf, type View } from './views.ts'

/**
 * How long the inbox's loaders need among a million conversations with ten million calls between them, and whether any
 * statement of theirs reads a large table from end to end. In turns with hand-written SQL for the same view.
 * @param options.size a share of that million, for a shorter run.
 */
export async function inbox({ size }: { readonly size: number }): Promise<Findings> {
  // what is copied here is not worth a log, and is vacuumed by us
  const database = await temporaryDatabase(
    'wal_level=minimal',
    'max_wal_senders=0',
    'max_wal_size=8GB',
    'checkpoint_timeout=30min',
    'autovacuum=off',
  )
  const stopped = (): void => void database.remove().finally(() => process.exit(1))
  process.once('SIGINT', stopped).once('SIGTERM', stopped)
  try {
    const filling = await fill(database.superuserUrl, {
      organisations: shapes(Math.round(1e6 * size)),
      calls: Math.round(1e7 * size),
      say,
    })
    return await measureInbox(database, { filling })
  } finally {
    await database.remove()
    process.off('SIGINT', stopped).off('SIGTERM', stopped)
  }
}

/** Measures a database that is full. */
export async function measureInbox(database: TemporaryDatabase, about: object): Promise<Findings> {
  const explainer = await Explainer.open(database.appUrl)
  const byHand = await ByHand.open(database.appUrl)
  const { services, close } = await servicesOver(database)
  try {
    const askers = await findAskers(database.superuserUrl)
    const measured: Measured[] = []
    for (const view of viewsOf(services, byHand)) {
      const plans = await explainer.explain(askers, (asker) => view.loader(asker, 0))
      const times = await measure(view, askers)
      measured.push({ view: view.name, ...times, plans })
      const { loader, hand, ratio } = times
      say(
        `${view.name}: p50 ${loader.p50} ms, p99 ${loader.p99} ms; by hand ${hand.p50} and ${hand.p99}; p99 ${ratio.p99} times as long; ${plans.wholeTables.length === 0 ? 'no large table is read whole' : `reads the whole of ${plans.wholeTables.join(', ')}`}`,
      )
    }
    return {
      figures: { unit: 'ms', ...about, askers: askers.length, questions: askers.length * TURNS, views: measured },
      ratios: Object.fromEntries(
        measured.map(({ view, ratio }) => [`${view}, p99 to the hand-written SQL`, ratio.p99]),
      ),
      goals: Object.fromEntries(measured.flatMap(goalsOf)),
      faults: measured.flatMap(({ view, plans }) =>
        plans.wholeTables.map((table) => `${view} reads the whole table ${table}.`),
      ),
    }
  } finally {
    await Promise.all([explainer.close(), byHand.close(), close()])
  }
}

const TURNS = 20

interface Times {
  readonly loader: Spread
  readonly hand: Spread
  readonly ratio: { readonly p50: number; readonly p99: number }
}

interface Measured extends Times {
  readonly view: string
  readonly plans: Plans
}

/** One question after the other, each asked of both sides, now this one first and now that one. */
async function measure(view: View, askers: readonly Asker[]): Promise<Times> {
  const times = { loader: new Array<number>(), byHand: new Array<number>() }
  for (let turn = -WARM; turn < TURNS; turn += 1) {
    for (const [at, asker] of askers.entries()) {
      const sides = (turn + at) % 2 === 0 ? (['loader', 'byHand'] as const) : (['byHand', 'loader'] as const)
      const rows: number[] = []
      for (const side of sides) {
        const began = performance.now()
        rows.push(await view[side](asker, turn + WARM))
        if (turn >= 0) times[side].push(performance.now() - began)
      }
      if (rows[0] !== rows[1])
        throw new Error(`${view.name}: the two sides show ${rows.join(' and ')} rows to ${asker.session.member}`)
    }
  }
  const [loader, hand] = [spreadOf(times.loader), spreadOf(times.byHand)]
  return { loader, hand, ratio: { p50: rounded(loader.p50 / hand.p50), p99: rounded(loader.p99 / hand.p99) } }
}

const WARM = 2

function goalsOf({ view, loader, ratio }: Measured): [string, Goal][] {
  return [
    [`${view}, p99, ms`, atMost(25, loader.p99)],
    [`${view}, p99 to the hand-written SQL`, atMost(3, ratio.p99)],
  ]
}

function say(line: string): void {
  process.stderr.write(`inbox: ${line}\n`)
}
