import { setTimeout as pause } from 'node:timers/promises'
import type { Happening } from '#flows/call/happenings/happening.ts'
import { appendEvents } from '#infra/db/call/append-events.ts'
import { freePorts } from '#infra/tools/start/ports.ts'
import { documentFetch, post } from '../carrier/wire.ts'
import { rounded, spreadOf } from '../measure/numbers.ts'
import { atMost, type Findings } from '../measure/report.ts'
import { watchStatements } from '../measure/statements.ts'
import { Stage } from '../stage.ts'
import { Audience } from './audience.ts'
import { sharedNow } from './said.ts'

/**
 * How long it takes from the commit of an event until the last of a thousand browsers has it: streams of the real web,
 * signed in, and the real function that keeps an event. In turns with a server that writes what PostgreSQL notifies to a
 * thousand streams and does nothing else.
 */
export function fanOut(): Promise<Findings> {
  return Stage.with(1, async (stage) => {
    await stage.startProduct('web')
    const [port = 0] = await freePorts(1)
    const bareUrl = `http://127.0.0.1:${port}`
    await stage.startPart('bare-stream', { WEB_PORT: `${port}`, PUBLIC_URL: bareUrl })
    await post(
      stage.lines('product')[0]?.documentUrl ?? '',
      documentFetch({ id: CALL, from: '+12025550150', to: '+12025570000' }),
    )
    const cookies: string[] = []
    for (let at = 0; at < STREAMS / OF_ONE_BROWSER; at += 1)
      cookies.push(await stage.signIn(`${PEOPLE[at % PEOPLE.length]}@harbour.test`, `10.0.0.${at}`))
    const audiences = {
      product: await Audience.open({
        url: `${stage.url('product')}/live/events`,
        cookies,
        streams: STREAMS,
        ready: 'event: ready',
      }),
      bare: await Audience.open({ url: `${bareUrl}/events`, cookies: [''], streams: STREAMS, ready: 'event: ready' }),
    }
    try {
      const commits = commitsOf(stage)
      for (let at = 0; at < WARM; at += 1)
        for (const side of ['product', 'bare'] as const) await audiences[side].hear(commits[side])
      const heard: Record<'product' | 'bare', Heard[]> = { product: [], bare: [] }
      const rows: number[] = []
      for (const side of ORDER) {
        for (let at = 0; at < EACH_TURN; at += 1) {
          await pause(100)
          const { first, median, last, rowAfter } = await audiences[side].hear(commits[side])
          const began = commits.sentAt()
          heard[side].push({ first: first - began, median: median - began, last: last - began })
          if (side === 'product') rows.push(rowAfter ?? NO_ROW)
        }
      }
      const [product, bare] = [spread(heard.product), spread(heard.bare)]
      return {
        figures: {
          unit: 'ms',
          streams: STREAMS,
          people: PEOPLE.length,
          browsers: cookies.length,
          commits: heard.product.length,
          rowAfterBanner: rounded(Math.max(...rows)),
          product,
          bare,
        },
        ratios: {
          'last browser, p50, to the bare one': rounded(product.last.p50 / bare.last.p50),
          'last browser, p95, to the bare one': rounded(product.last.p95 / bare.last.p95),
        },
        goals: {
          'commit to the 1,000th browser, p95, ms': atMost(120, product.last.p95),
          'row of the list after what the banner shows, at most, ms': atMost(100, rounded(Math.max(...rows))),
        },
      }
    } finally {
      audiences.product.close()
      audiences.bare.close()
    }
  })
}

/** A list that is told nothing reads itself again, which takes longer than may be. Milliseconds. */
const NO_ROW = 1_000
const STREAMS = 1_000
/** The web gives one browser no more than a few. */
const OF_ONE_BROWSER = 10
const PEOPLE = ['ana', 'ben', 'third-0']
const CALL = 'fan-out'
const WARM = 10
const EACH_TURN = 10
const ORDER = 'ABBAABBAAB'.split('').map((side) => (side === 'A' ? 'product' : 'bare'))

interface Heard {
  readonly first: number
  readonly median: number
  readonly last: number
}

/** What makes one event on each side, and when the last of them was told to commit. */
function commitsOf({ db, organisation }: Stage) {
  let sent = 0
  let made = 0
  watchStatements(({ text }) => {
    // it may go in one message with what it commits
    if (text.trimEnd().endsWith('commit') || text.includes('bench_fan_out')) sent = sharedNow()
  })
  return {
    sentAt: () => sent,
    product: async () => {
      made += 1
      const what: Happening = {
        kind: 'rings',
        // always the same: a row of a list would grow with each commit otherwise
        leg: '2-1',
        member: 'third',
        name: 'Third 0',
        carrier: null,
        address: '+12025550199',
        seconds: 20,
        order: 'in-turn',
      }
      await appendEvents(db, {
        organisation,
        call: CALL,
        events: [{ key: `bench:${made}`, event: { at: Date.now(), node: null, what } }],
      })
    },
    bare: async () => {
      await db.ask(`select pg_notify('bench_fan_out', ?)`, [
        JSON.stringify({ organisation, call: CALL, what: 'rings', name: 'Third 0', seconds: 20 }),
      ])
    },
  }
}

function spread(list: readonly Heard[]) {
  return {
    first: spreadOf(list.map(({ first }) => first)),
    median: spreadOf(list.map(({ median }) => median)),
    last: spreadOf(list.map(({ last }) => last)),
  }
}
