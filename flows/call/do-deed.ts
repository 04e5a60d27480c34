import type { CallParts } from './call-parts.ts'
import { callCan } from './call-states.ts'
import type { DeedWord } from './call-words.ts'
import { hearMet } from './hear-news.ts'

/** Why a call does not do what somebody asks for; null when it would. Asking changes nothing. */
export function refusalOf(
  { journal, legs }: Pick<CallParts, 'journal' | 'legs'>,
  { what, by }: DeedWord,
): 'over' | 'not-on-the-call' | 'not-possible' | null {
  const { state } = journal.soFar
  if (state === 'ended') return 'over'
  const isOnIt = legs
    .open()
    .some(({ state: is, party }) => is === 'claimed' && party.kind === 'seat' && party.member === by.member)
  // releases before parties have another word for it
  const as = by.as === 'admin' ? by.as : 'on-the-call'
  if (as === 'on-the-call' && !isOnIt) return 'not-on-the-call'
  return callCan(what, { state, as }) ? null : 'not-possible'
}

/** Does what somebody asks for, if the call still can. */
export function doDeed(parts: Pick<CallParts, 'journal' | 'legs' | 'ends' | 'room' | 'waiting'>, word: DeedWord): void {
  if (word.met) hearMet(parts, word.met)
  if (refusalOf(parts, word) === null && word.what === 'end') parts.ends.endedBy(word.by)
}
