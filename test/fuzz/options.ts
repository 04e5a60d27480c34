import { parseArgs } from 'node:util'
import { faults, victims, type Fault, type Victim } from './plan/troubles.ts'

export interface Options {
  readonly seeds: readonly number[]
  /** Calls of each seed. */
  readonly calls: number
  /** Calls that come in in a second, on average. */
  readonly rate: number
  readonly kill: readonly Victim[]
  readonly faults: readonly Fault[]
  /** A folder for the ledgers of calls about which there is a complaint; null keeps none. */
  readonly keep: string | null
}

export const USAGE = `npm run fuzz -- --seed N [--seeds HOW-MANY] [--calls N] [--rate CALLS-PER-SECOND] [--kill ${victims.join(',')}] [--faults ${faults.join(',')}] [--keep FOLDER]
--kill and --faults also take "all". Without them nothing is killed and the carrier behaves.`

/** @throws Error with a sentence for the person at the screen. */
export function readOptions(said: readonly string[]): Options {
  const text = { type: 'string' } as const
  const { values } = parseArgs({ args: [...said], options: { seed: text, seeds: text, calls: text, rate: text, kill: text, faults: text, keep: text } })
  const seed = whole('seed', values.seed ?? '1', 1_000_000)
  return {
    seeds: Array.from({ length: whole('seeds', values.seeds ?? '1', 1000) }, (_, at) => seed + at),
    calls: whole('calls', values.calls ?? '100', MOST_CALLS),
    rate: rateOf(values.rate ?? '1.5'),
    kill: chosen('kill', values.kill, victims),
    faults: chosen('faults', values.faults, faults),
    keep: values.keep ?? null,
  }
}

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

function chosen<T extends string>(name: string, text: string | undefined, all: readonly T[]): readonly T[] {
  if (text === undefined || text === '' || text === 'none') return []
  if (text === 'all') return all
  return text.split(',').map((word) => {
    const known = all.find((one) => one === word)
    if (known === undefined) throw new Error(`--${name} does not know "${word}"; it knows ${all.join(', ')}, and "all".`)
    return known
  })
}
