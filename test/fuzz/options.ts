import { parseArgs } from 'node:util'
import type { PlanOrder } from './plan/plan.ts'
import { faults, victims, type Fault, type VictimKind } from './plan/troubles.ts'

export interface Options {
  /** What is played, round after round. */
  readonly orders: readonly PlanOrder[]
  /** A folder for the ledgers of calls about which there is a complaint; null keeps none. */
  readonly keep: string | null
}

export const USAGE = `npm run fuzz -- --seed N [--seeds HOW-MANY] [--calls N] [--rate CALLS-PER-SECOND] [--kill ${victims.join(',')}] [--faults ${faults.join(',')}] [--machines 1|2] [--long-holds] [--keep FOLDER]
npm run fuzz -- --burst   50 calls a second for 5 s, nothing goes wrong by itself
npm run fuzz -- --long    10 seeds of 200 calls, everything goes wrong, every other seed on two machines
--kill and --faults also take "all". Without them nothing is killed and the carrier behaves.`

/** @throws Error with a sentence for the person at the screen. */
export function readOptions(said: readonly string[]): Options {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean', default: false } as const
  const { values } = parseArgs({
    args: [...said],
    options: {
      seed: text,
      seeds: text,
      calls: text,
      rate: text,
      kill: text,
      faults: text,
      machines: text,
      'long-holds': flag,
      burst: flag,
      long: flag,
      keep: text,
    },
  })
  if (values.burst && values.long) throw new Error('--burst and --long are two different runs.')
  const usual = values.burst ? BURST : values.long ? LONG : USUAL
  const seed = whole('seed', values.seed ?? '1', 1_000_000)
  const order = {
    calls: whole('calls', values.calls ?? usual.calls, MOST_CALLS),
    rate: rateOf(values.rate ?? usual.rate),
    kill: chosen<VictimKind>('kill', values.kill ?? usual.trouble, victims),
    faults: chosen<Fault>('faults', values.faults ?? usual.trouble, faults),
    longHolds: values['long-holds'],
  }
  const machines = values.machines === undefined ? null : whole('machines', values.machines, 2)
  const orders = Array.from({ length: whole('seeds', values.seeds ?? usual.seeds, 1000) }, (_, at) => {
    const own = seed + at
    return {
      ...order,
      seed: own,
      machines: machines === null ? (values.long && own % 2 === 0 ? 2 : 1) : machines === 2 ? 2 : 1,
    } as const
  })
  return { orders, keep: values.keep ?? null }
}

const USUAL = { seeds: '1', calls: '100', rate: '1.5', trouble: 'none' } as const
const BURST = { seeds: '1', calls: '250', rate: '50', trouble: 'none' } as const
const LONG = { seeds: '10', calls: '200', rate: '1.5', trouble: 'all' } as const

/** The emulator's journal holds this much; more calls are more seeds. */
const MOST_CALLS = 300

function whole(name: string, text: string, most: number): number {
  const value = Number(text)
  if (Number.isInteger(value) && value >= 1 && value <= most) return value
  throw new Error(`--${name} takes a whole number from 1 to ${most}.`)
}

function rateOf(text: string): number {
  const value = Number(text)
  if (value >= 0.1 && value <= 50) return value
  throw new Error('--rate takes calls per second, from 0.1 to 50.')
}

function chosen<T extends string>(name: string, text: string, all: readonly T[]): readonly T[] {
  if (text === '' || text === 'none') return []
  if (text === 'all') return all
  return text.split(',').map((word) => {
    const known = all.find((one) => one === word)
    if (known === undefined)
      throw new Error(`--${name} does not know "${word}"; it knows ${all.join(', ')}, and "all".`)
    return known
  })
}
