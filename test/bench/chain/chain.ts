import { setTimeout as pause } from 'node:timers/promises'
import type { CallRecord } from '../carrier/round.ts'
import { rounded, roundsOf, spreadOf, sumOf, type Spread } from '../measure/numbers.ts'
import { atMost, type Findings } from '../measure/report.ts'
import { Stage } from '../stage.ts'
import type { Shape } from '../naive/messages.ts'
import { inMemory } from './in-memory.ts'
import { keptOf, untilKept, type Kept } from './kept.ts'

/**
 * What a chain of three costs: two phones ring out, the third person accepts, they talk, the caller hangs up, the history
 * is exported. The product, a naive build and the same one with all that is no matter of its shape taken from the product
 * take turns on one ground; the same call in memory is the floor.
 */
export function chain(): Promise<Findings> {
  return Stage.with(LINES, async (stage) => {
    await stage.startPart('carrier')
    await stage.startProduct('worker', 'web')
    await stage.startPart('naive-worker')
    await stage.startPart('sharing-worker')
    await stage.startPart('naive-web')
    for (const build of ['naive', 'sharing', 'product'] as const)
      await play(stage, { build, prefix: 'warm', calls: 20, perSecond: 4, seed: 1 }, new Map())
    const idle = await idleCost(stage)

    const rounds: Played[] = []
    const floor: number[] = []
    await inMemory(50)
    for (const [at, side] of ORDER.split('').entries()) {
      rounds.push(
        await play(
          stage,
          {
            build: BUILDS[side as keyof typeof BUILDS], // of the order's own letters
            prefix: `five-${at}`,
            calls: 20,
            perSecond: 5,
            seed: Math.floor(at / 3),
          },
          idle,
        ),
      )
      if (at % 3 === 2) floor.push(await inMemory(100))
    }
    const ten: Played[] = []
    for (const at of [0, 1])
      ten.push(await play(stage, { build: 'product', prefix: `ten-${at}`, calls: 60, perSecond: 10, seed: at }, idle))

    const product = summary(rounds.filter(({ build }) => build === 'product'))
    const naive = summary(rounds.filter(({ build }) => build === 'naive'))
    const sharing = summary(rounds.filter(({ build }) => build === 'sharing'))
    const memory = roundsOf(floor)
    const atTen = summary(ten)
    return {
      figures: {
        unit: 'ms',
        idleCpuPerSecond: rounded(sumOf([...idle.values()]) * 1000),
        atFivePerSecond: { product, naive, sharing, inMemory: { cpuPerCall: memory } },
        atTenPerSecond: { product: atTen },
      },
      ratios: {
        'CPU per call to the naive build': rounded(product.cpuPerCall.median / naive.cpuPerCall.median),
        'CPU per call to the naive build that shares all but its shape': rounded(
          product.cpuPerCall.median / sharing.cpuPerCall.median,
        ),
        'CPU per call to the same call in memory': rounded(product.cpuPerCall.median / memory.median),
        'history events to the naive build': rounded(product.historyEventsPerCall / naive.historyEventsPerCall),
        'p50 of the first dial to the naive build': rounded(product.toFirstDial.p50 / naive.toFirstDial.p50),
        'p99 of the first dial to the naive build': rounded(product.toFirstDial.p99 / naive.toFirstDial.p99),
      },
      goals: {
        'CPU per call, share of the naive build': atMost(
          0.5,
          rounded(product.cpuPerCall.median / naive.cpuPerCall.median),
        ),
        'first dial at 5 calls/s, p99 ms': atMost(100, product.toFirstDial.p99),
        'first dial at 10 calls/s, p99 ms': atMost(150, atTen.toFirstDial.p99),
        'calls that did not end as they should': atMost(
          0,
          product.failed + naive.failed + sharing.failed + atTen.failed,
        ),
      },
    }
  })
}

/** More than the number of calls at any one time. */
const LINES = 80

const BUILDS = { A: 'product', B: 'naive', C: 'sharing' } as const
const ORDER = 'ABCCBAABCCBA'

interface Order {
  readonly build: 'product' | Shape
  /** Of its calls' ids, after the build's name, by which the naive web tells its builds apart. */
  readonly prefix: string
  readonly calls: number
  readonly perSecond: number
  readonly seed: number
}

interface Played extends Order {
  readonly records: readonly CallRecord[]
  readonly kept: Kept
  /** Of each process but the carrier, less what it uses when nobody calls. */
  readonly cpuPerCall: Cpu
}

/** Plays a round, waits until everything about its calls is kept, and counts the CPU time until then. */
async function play(stage: Stage, order: Order, idle: Cpu): Promise<Played> {
  const { build, calls, perSecond, seed } = order
  const prefix = `${build}-${order.prefix}`
  const began = { at: Date.now(), cpu: stage.cpuTimes() }
  const records = await stage.round(build === 'product' ? build : 'naive', {
    prefix,
    calls,
    perSecond,
    seed,
    people: 'third accepts',
    patience: 12_000,
  })
  await untilKept(stage, { prefix, calls: records.filter(({ isDone }) => isDone).length })
  const elapsed = Date.now() - began.at
  const cpuPerCall = each(since(stage, began.cpu), (used, name) => (used - (idle.get(name) ?? 0) * elapsed) / calls)
  return { ...order, records, kept: await keptOf(stage, prefix), cpuPerCall }
}

/** CPU milliseconds by process. */
type Cpu = ReadonlyMap<string, number>

/** What the processes use while nobody calls, in CPU milliseconds for each millisecond. */
async function idleCost(stage: Stage): Promise<Cpu> {
  await pause(1500)
  const before = stage.cpuTimes()
  await pause(IDLE_FOR)
  return each(since(stage, before), (used) => used / IDLE_FOR)
}

function since(stage: Stage, before: Cpu): Cpu {
  return each(stage.cpuTimes(), (used, name) => used - (before.get(name) ?? 0))
}

function each(cpu: Cpu, change: (used: number, name: string) => number): Cpu {
  return new Map([...cpu].map(([name, used]) => [name, change(used, name)]))
}

const IDLE_FOR = 5000

interface Summary {
  readonly calls: number
  readonly failed: number
  readonly cpuPerCall: { readonly median: number; readonly least: number; readonly most: number }
  /** The middle of the rounds, by process. */
  readonly cpuByProcess: Readonly<Record<string, number>>
  readonly toFirstDial: Spread
  readonly claimToRoom: Spread
  readonly historyEventsPerCall: number
  readonly factsPerCall: number
}

function summary(rounds: readonly Played[]): Summary {
  const records = rounds.flatMap((round) => round.records)
  const known = (times: readonly (number | null)[]) => times.filter((time) => time !== null)
  const exported = sumOf(rounds.map(({ kept }) => kept.histories))
  for (const trouble of new Set(records.flatMap(({ trouble: said }) => said ?? [])))
    process.stderr.write(`bench: a call failed: ${trouble}\n`)
  return {
    calls: records.length,
    failed: records.length - exported,
    cpuPerCall: roundsOf(rounds.map(({ cpuPerCall }) => sumOf([...cpuPerCall.values()]))),
    cpuByProcess: Object.fromEntries(
      [...(rounds[0]?.cpuPerCall.keys() ?? [])].map((name) => [
        name,
        roundsOf(rounds.map(({ cpuPerCall }) => cpuPerCall.get(name) ?? 0)).median,
      ]),
    ),
    toFirstDial: spreadOf(known(records.map(({ firstDialAt }) => firstDialAt))),
    claimToRoom: spreadOf(known(records.map(({ claimToRoom }) => claimToRoom))),
    historyEventsPerCall: rounded(sumOf(rounds.map(({ kept }) => kept.historyEvents)) / exported),
    factsPerCall: rounded(sumOf(rounds.map(({ kept }) => kept.facts)) / records.length),
  }
}
