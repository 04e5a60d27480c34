import { isolated } from '#flows/story/isolated.ts'
import { listOf } from '#flows/story/story-words.ts'
import { length } from '../words/format.ts'
import { outcomeKind, type OutcomeKind } from '../calling/call-rows-outcome.tsx'
import type { ShownConversation } from '../calling/shown-conversation.server.ts'

/** The newest call in one line: a word in its colour, and what follows it in grey. */
export interface LastLine {
  readonly kind: OutcomeKind
  readonly word: string
  readonly rest: string
}

/** "Missed · rang Ana, Ben and Cy", "Voicemail 0:31 · rang Ana", "Answered · Ben". */
export function lastLine({
  lastOutcome,
  lastState,
  lastWords,
  rung,
  voicemail,
}: Pick<ShownConversation, 'lastOutcome' | 'lastState' | 'lastWords' | 'rung' | 'voicemail'>): LastLine {
  const kind = outcomeKind(lastOutcome, { hasVoicemail: voicemail !== null, state: lastState })
  const names = namesOf(rung)
  const rang = names.length === 0 ? 'nobody was rung' : `rang ${listOf(names)}`
  const ringing = namesOf(rung.filter((person) => person.rings))
  const winner = rung.find((person) => person.talked)
  const talked = winner && isolated(winner.name)
  switch (kind) {
    case 'waiting':
    case 'ringing':
    case 'talking':
      if (talked !== undefined) return { kind, word: 'Live', rest: `talking to ${talked}` }
      if (ringing.length > 0) return { kind, word: 'Live', rest: `ringing ${listOf(ringing)}` }
      return { kind, word: 'Live', rest: names.length === 0 ? 'just came in' : rang }
    case 'answered':
      return { kind, word: 'Answered', rest: talked ?? lastWords }
    case 'voicemail':
      return { kind, word: `Voicemail ${length(voicemail ?? 0)}`, rest: rang }
    case 'missed':
      return { kind, word: 'Missed', rest: rang }
    case 'done':
      return { kind, word: 'Call', rest: lastWords }
  }
}

/** Each once, in turn. */
function namesOf(people: ShownConversation['rung']): readonly string[] {
  return [...new Set(people.map(({ name }) => isolated(name)))]
}
