import type { LiveCall } from '../live-call.ts'
import { alone } from './alone/alone.ts'
import { ask } from './ask/ask.ts'
import { fetch } from './fetch/fetch.ts'
import { converse } from './converse/converse.ts'
import { hangUp } from './hang-up/hang-up.ts'
import { join } from './join/join.ts'
import { park } from './park/park.ts'
import { record } from './record/record.ts'
import { say } from './say/say.ts'
import { text } from './text/text.ts'
import type { Asked, Verb, VerbShape } from './verb.ts'
import { wait } from './wait/wait.ts'

/**
 * Every verb, by the name that its instruction has in `do`. A verb that is missing in a list of the same names, as in
 * `infra/signalwire/verbs/` and in the rehearsal's player, is a compile error there.
 */
export const verbs = { say, ask, park, join, record, converse, 'hang-up': hangUp, alone, wait } as const

export type VerbName = keyof typeof verbs

type ShapeOf<Name extends VerbName> = (typeof verbs)[Name] extends Verb<infer Shape extends VerbShape> ? Shape : never

/** The instruction of a verb; of all verbs unless one is named. */
export type InstructionOf<Name extends VerbName = VerbName> = {
  [Each in Name]: Extract<ShapeOf<Each>['instruction'], { readonly do: Each }>
}[Name]

/** What the document of a verb learns, null included where that is nothing. */
export type ResultOf<Name extends VerbName = VerbName> = { [Each in Name]: ShapeOf<Each>['result'] }[Name]

/** What stands for a verb in a ladder. */
export type RungOf<Name extends VerbName = VerbName> = { [Each in Name]: ShapeOf<Each>['rung'] }[Name]

/** The verb of an instruction, to be asked about that one. */
export function verbOf(instruction: InstructionOf): Pick<Verb<AnyShape>, 'then' | 'ladder' | 'lasts' | 'sentence'> {
  // the instruction's name leads to the verb that takes it
  return verbs[instruction.do] as Pick<Verb<AnyShape>, 'then' | 'ladder' | 'lasts' | 'sentence'>
}

interface AnyShape extends VerbShape {
  readonly instruction: InstructionOf
}

/** The verbs of the port: all that a node can ask of a call, and wait for. */
export type PortVerb = {
  [Name in keyof LiveCall]: LiveCall[Name] extends (...given: never[]) => Promise<unknown> ? Name : never
}[keyof LiveCall]

/** By the port's verbs, what becomes of them where there is nobody to ask. */
export const asked: {
  readonly [Name in PortVerb]: Asked<LiveCall[Name], { readonly instruction: InstructionOf; readonly rung: RungOf }>
} = {
  say: say.asked,
  ask: ask.asked,
  ring: park.asked,
  talk: join.asked,
  record: record.asked,
  fetch,
  text,
  converse: converse.asked,
  hangUp: hangUp.asked,
}
