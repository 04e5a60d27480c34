import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CallLedger } from './ledger/ledger.ts'
import type { Complaint } from './judge/judge.ts'
import type { PlanOrder } from './plan/plan.ts'
import type { Round } from './round.ts'

/** What a round met and what is wrong with it, as lines for a person. */
export function report({ played, quietAfter, ledgers, complaints }: Round, order: PlanOrder): readonly string[] {
  const met = [...Map.groupBy(ledgers, ({ row }) => row?.outcome ?? 'no outcome')].map(([outcome, calls]) => `${calls.length} ${outcome}`)
  const messages = ledgers.reduce((sum, { carrier }) => sum + carrier.recordings.length, 0)
  const legs = ledgers.reduce((sum, { carrier }) => sum + carrier.legs.length, 0)
  const busy = played.troubles.reduce((sum, { kind, from, to }) => sum + (kind === 'machine' ? to - from : 0), 0)
  const faults = played.troubles.filter(({ kind }) => kind === 'carrier' || kind === 'callbacks').length
  const outages = played.troubles.filter(({ kind }) => kind === 'outage').length
  return [
    ...complaints.map(sentenceOf),
    ...(complaints.length > 0 ? [`Play it again: ${command(order)}`] : []),
    `seed ${order.seed}: ${ledgers.length} calls (${met.join(', ')}), ${legs} legs, ${messages} messages, ${faults} faults, ${outages} outages; the machine was busy for ${(busy / 1000).toFixed(0)} s; quiet after ${(quietAfter / 1000).toFixed(0)} s; ${complaints.length} complaints`,
  ]
}

function sentenceOf({ invariant, seed, place, call, sentence, troubles }: Complaint): string {
  const around = troubles.length === 0 ? 'nothing was wrong around it' : `around it: ${troubles.join(', ')}`
  return `✗ ${invariant}: seed ${seed}, call ${place} (${call}): ${sentence}\n    ${around}`
}

/** The command that plays this round again. */
function command({ seed, calls, rate, kill, faults }: PlanOrder): string {
  const list = (name: string, chosen: readonly string[]) => (chosen.length > 0 ? ` --${name} ${chosen.join(',')}` : '')
  return `npm run fuzz -- --seed ${seed} --calls ${calls} --rate ${rate}${list('kill', kill)}${list('faults', faults)}`
}

/** Writes the ledgers of the calls about which there is a complaint, one file each. */
export function keepLedgers(folder: string, { ledgers, complaints }: Round): void {
  mkdirSync(folder, { recursive: true })
  const suspects = new Set(complaints.map(({ place }) => place))
  for (const ledger of ledgers.filter(({ place }) => suspects.has(place))) writeFileSync(join(folder, fileOf(ledger)), JSON.stringify({ complaints: complaints.filter(({ place }) => place === ledger.place), ...ledger }, null, 1))
}

function fileOf({ seed, place }: CallLedger): string {
  return `seed-${seed}-call-${place}.json`
}
