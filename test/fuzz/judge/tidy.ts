import type { CallLedger } from '../ledger/ledger.ts'
import { documentDrivesSince, seconds, talksOf } from './times.ts'

/** A call leaves nothing behind: no history that grows while people talk or is not copied, no workflow, no news that nobody delivered. */
export function leavesNothingBehind(ledger: CallLedger): readonly string[] {
  return [...history(ledger), ...copy(ledger), ...afterCall(ledger), ...keptWords(ledger)]
}

function history(ledger: CallLedger): readonly string[] {
  const { workflow, carrier, events, troubles } = ledger
  if (workflow === null) return []
  const talked = talksOf(ledger).reduce((sum, { from, to }) => sum + to - from, 0)
  const handed = events.filter(({ what }) => what.kind === 'handed').length
  const most =
    AT_FIRST +
    handed * PER_STEP +
    carrier.legs.length * PER_LEG +
    troubles.length * PER_TROUBLE +
    (talked / 60_000) * PER_MINUTE_OF_TALK
  if (workflow.events <= most) return []
  return [
    `its history has ${workflow.events} events for ${handed} steps, ${carrier.legs.length} legs and ${seconds(talked)} of talk: ${Math.floor(most)} are allowed`,
  ]
}

/** Events of a history: its beginning and end, a step's question and push, a leg's dial, news and end, what trouble has repeated, and a talk, which needs none. */
const AT_FIRST = 30
const PER_STEP = 12
const PER_LEG = 6
const PER_TROUBLE = 20
const PER_MINUTE_OF_TALK = 6

function copy({ workflow, row }: CallLedger): readonly string[] {
  return workflow?.state === 'COMPLETED' && row?.endedAt != null && row.history === null
    ? ['its history was not copied']
    : []
}

/** A message may be found late: it is looked for over an hour, if one was asked for and the carrier has none. */
function afterCall({ afterCall: run, carrier, events }: CallLedger): readonly string[] {
  const mayBeLookedFor =
    carrier.recordings.length === 0 &&
    (documentDrivesSince({ events }) !== null ||
      events.some(({ what }) => what.kind === 'handed' && what.list.some((one) => one.do === 'record')))
  // where there was one to be kept, `recordings` asks for it
  if (run === null) return []
  if (run.state === 'COMPLETED' || (run.state === 'RUNNING' && mayBeLookedFor)) return []
  return [`what fetches its message is ${run.state}`]
}

function keptWords({ keptWords: count }: CallLedger): readonly string[] {
  return count === 0 ? [] : [`${count} kept ${count === 1 ? 'word was' : 'words were'} never delivered`]
}
