import type { LiveCall } from '../../live-call.ts'
import type { Verb } from '../verb.ts'
import type { JoinResult } from './result.ts'

interface Join {
  readonly instruction: { readonly do: 'join'; readonly room: string }
  readonly result: JoinResult
  readonly rung: never
  readonly asked: LiveCall['talk']
}

/** Caller and winner meet. Afterwards nobody is rung again; a document that decides alone has no winner to meet. */
export const join: Verb<Join> = {
  then: 'stays',
  ladder: 'farewell',
  lasts: () => 0,
  sentence: () => null,
  asked: { atOnce: null, inLadder: () => ({ rungs: [], answer: 'lost' }) },
}

/** Whether a document with this list brings the caller into a room, where being sent there twice would part two who talk. */
export function entersRoom(list: readonly { readonly do: string }[]): boolean {
  const name: Join['instruction']['do'] = 'join'
  return list.some((instruction) => instruction.do === name)
}
