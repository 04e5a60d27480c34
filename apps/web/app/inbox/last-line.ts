import { isolated } from '#flows/isolated.ts'
import { listOf } from '#flows/story-words.ts'
import { length } from '../shared/format.ts'
import { outcomeKind, type OutcomeKind } from '../shared/call-rows-outcome.tsx'
import type { ShownConversation } from './shown-conversation.server.ts'

/** The newest call in one line: a word in its colour, and what follows it in grey. */
export interface LastLine {
  readonly kind: OutcomeKind
  readonly word: string
  readonly rest: string
}

/** "Missed · rang Ana, Ben and Cy", "Voicemail 0:31 · rang Ana", "Answered · Ben". */
export function lastLine({ lastOutcome, lastWords, rung, voicemail }: Pick<ShownConversation, 'lastOutcome' | 'lastWords' | 'rung' | 'voicemail'>): LastLine {
  const kind = outcomeKind(lastOutcome, { hasVoicemail: voicemail !== null })
  const names = [...new Set(rung.map(({ name }) => isolated(name)))]
  const rang = names.length === 0 ? 'nobody was rung' : `rang ${listOf(names)}`
  const winner = rung.find((person) => person.talked)
  const talked = winner && isolated(winner.name)
  switch (kind) {
    case 'live':
      return { kind, word: 'Live', rest: talked === undefined ? (names.length === 0 ? 'has come in' : rang) : `${talked} talks` }
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
