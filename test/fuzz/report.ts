import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { machineIsAReason, type Complaint } from './judge/judge.ts'
import type { CallLedger } from './ledger/ledger.ts'
import type { PlanOrder } from './plan/plan.ts'
import type { Round } from './round.ts'

/** What a round met and what is wrong with it, as lines for a person. */
export function report({ played, quietAfter, ledgers, complaints }: Round, order: PlanOrder): readonly string[] {
  const met = [...Map.groupBy(ledgers, ({ row }) => row?.outcome ?? 'no outcome')].map(
    ([outcome, calls]) => `${calls.length} ${outcome}`,
  )
  const messages = ledgers.reduce((sum, { carrier }) => sum + carrier.recordings.length, 0)
  const legs = ledgers.reduce((sum, { carrier }) => sum + carrier.legs.length, 0)
  const { faults, outages, late } = troublesOf(played)
  const machines = order.machines === 2 ? ' on two machines' : ''
  return [
    ...complaints.map(sentenceOf),
    ...(complaints.length > 0 ? [`Play it again: ${command(order)}`] : []),
    `seed ${order.seed}${machines}: ${ledgers.length} calls (${met.join(', ')}), ${legs} legs, ${messages} messages, ${faults} faults, ${outages} outages; the machine was ${Math.round(played.used * 100)} % busy and up to ${late} ms late, which excuses something in ${excused(ledgers)} calls; quiet after ${(quietAfter / 1000).toFixed(0)} s; ${complaints.length} complaints`,
  ]
}

/** What all rounds were together, and how often each invariant was broken. */
export function totals(rounds: readonly Pick<Round, 'played' | 'ledgers' | 'complaints'>[]): readonly string[] {
  const sum = (count: (round: (typeof rounds)[number]) => number) =>
    rounds.reduce((all, round) => all + count(round), 0)
  const complaints = rounds.flatMap((round) => round.complaints)
  const broken = [...Map.groupBy(complaints, ({ invariant }) => invariant)].map(
    ([invariant, all]) => `  ${all.length} × ${invariant}`,
  )
  const figures = [
    `${sum(({ ledgers }) => ledgers.length)} calls`,
    `${sum(({ played }) => troublesOf(played).faults)} faults`,
    `${sum(({ played }) => troublesOf(played).outages)} outages`,
    `the machine excuses something in ${sum(({ ledgers }) => excused(ledgers))} calls`,
    `${complaints.length} complaints`,
  ]
  return [`${rounds.length} ${rounds.length === 1 ? 'seed' : 'seeds'}: ${figures.join(', ')}`, ...broken]
}

function troublesOf({ troubles }: Round['played']): {
  readonly faults: number
  readonly outages: number
  /** Milliseconds. */ readonly late: number
} {
  return {
    faults: troubles.filter(({ kind }) => kind === 'carrier' || kind === 'callbacks').length,
    outages: troubles.filter(({ kind }) => kind === 'outage').length,
    late: Math.max(0, ...troubles.map(({ late = 0 }) => late)),
  }
}

function excused(ledgers: readonly CallLedger[]): number {
  return ledgers.filter(machineIsAReason).length
}

function sentenceOf({ invariant, seed, place, call, sentence, troubles }: Complaint): string {
  const around = troubles.length === 0 ? 'nothing was wrong around it' : `around it: ${troubles.join(', ')}`
  return `✗ ${invariant}: seed ${seed}, call ${place} (${call}): ${sentence}\n    ${around}`
}

/** The command that plays this round again. */
function command({ seed, calls, rate, kill, faults, machines, longHolds }: PlanOrder): string {
  const list = (name: string, chosen: readonly string[]) => (chosen.length > 0 ? ` --${name} ${chosen.join(',')}` : '')
  return `npm run fuzz -- --seed ${seed} --calls ${calls} --rate ${rate}${list('kill', kill)}${list('faults', faults)}${machines === 2 ? ' --machines 2' : ''}${longHolds ? ' --long-holds' : ''}`
}

/** Writes the ledgers of the calls about which there is a complaint, one file each. */
export function keepLedgers(folder: string, { ledgers, complaints }: Round): void {
  mkdirSync(folder, { recursive: true })
  const suspects = new Set(complaints.map(({ place }) => place))
  for (const ledger of ledgers.filter(({ place }) => suspects.has(place))) {
    const kept = {
      complaints: complaints.filter(({ place }) => place === ledger.place),
      ...ledger,
      legsTold: Object.fromEntries(ledger.legsTold),
    }
    writeFileSync(join(folder, fileOf(ledger)), JSON.stringify(kept, null, 1))
  }
}

function fileOf({ seed, place }: CallLedger): string {
  return `seed-${seed}-call-${place}.json`
}
