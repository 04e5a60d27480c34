import type { Ladder, Rung } from '#flows/outage/ladder.ts'
import type { Instruction } from '#flows/verbs/instruction.ts'
import { verbOf, type VerbName } from '#flows/verbs/verbs.ts'
import type { DraftBody, DraftVerb } from '../documents/swml.ts'
import { alone } from './alone/alone.ts'
import { ask } from './ask/ask.ts'
import type { CarrierRung, CarrierVerb, Learns, ListSettings, RungSettings } from './carrier-verb.ts'
import { converse } from './converse/converse.ts'
import { hangUp } from './hang-up/hang-up.ts'
import { join } from './join/join.ts'
import { park } from './park/park.ts'
import { record } from './record/record.ts'
import { say } from './say/say.ts'
import { wait } from './wait/wait.ts'

/** Every verb at the carrier. One that is missing here does not compile. */
export const carrierVerbs: { readonly [Name in VerbName]: CarrierVerb<Name> } = {
  say,
  ask,
  park,
  join,
  record,
  converse,
  'hang-up': hangUp,
  alone,
  wait,
}

/** Whatever stands for a verb in a ladder, by its own name. */
const rungs: { readonly [Name in Rung['do']]: CarrierRung<Extract<Rung, { readonly do: Name }>> } = {
  say: say.rung,
  connect: park.rung,
  record: record.rung,
  'hang-up': hangUp.rung,
}

/** A list of instructions in SWML, up to a hang-up, or to where the document goes on alone. */
export function renderedList(list: readonly Instruction[], settings: Omit<ListSettings, 'at'>): DraftVerb[] {
  const end = list.findIndex((instruction) => ['over', 'alone'].includes(verbOf(instruction).then))
  return (end < 0 ? list : list.slice(0, end + 1)).flatMap((instruction, at) => {
    // the instruction's name leads to the verb that takes it
    const { render } = carrierVerbs[instruction.do] as Pick<CarrierVerb<VerbName>, 'render'>
    return render(instruction, { ...settings, at })
  })
}

/** A ladder in SWML, up to a rung that ends the document. */
export function renderedLadder(ladder: Ladder, settings: RungSettings): DraftVerb[] {
  const end = ladder.findIndex((rung) => rungs[rung.do].ends)
  return (end < 0 ? ladder : ladder.slice(0, end + 1)).flatMap((rung) => {
    // the rung's name leads to what renders it
    const { render } = rungs[rung.do] as CarrierRung<Rung>
    return render(rung, settings)
  })
}

/** What a document tells of its own list when it asks. Variables outlive a document, so only this list's are sent. */
export function saidOf(list: readonly Instruction[]): DraftBody {
  const last = list.at(-1)
  // the instruction's name leads to the verb that takes it
  const learns = last && (carrierVerbs[last.do].learns as Pick<Learns<unknown, Instruction>, 'says'> | null)
  if (!last || !learns) return {}
  return { verb: last.do, ...(typeof learns.says === 'function' ? learns.says(last) : learns.says) }
}
