import type { InstructionOf, VerbName } from '../verbs/verbs.ts'
import { playQuestion } from './asked-question.ts'
import { firstWords } from '../verbs/converse/converse.ts'
import type { PlayedDocument } from './played-document.ts'

/** How the virtual carrier plays each verb. One that is missing here does not compile. */
const players: {
  readonly [Name in VerbName]: (instruction: InstructionOf<Name>, document: PlayedDocument) => void
} = {
  say: ({ prompt }, document) => document.speaks(prompt, document.next),
  ask({ question, forgetsKeys }, document) {
    if (forgetsKeys) document.forgetsKeys()
    playQuestion(question, document)
  },
  park: (instruction, document) => document.rings(instruction.for, document.next),
  join: (_, document) => document.entersRoom(() => document.asks({ kind: 'left-room' })),
  record({ greeting, limits }, document) {
    const listens = (): void =>
      document.records(limits, (kept) => document.asks(kept ? { kind: 'recorded', ...kept } : { kind: 'not-recorded' }))
    if (greeting) document.speaks(greeting, listens)
    else listens()
  },
  converse: (instruction, document) =>
    document.speaks({ say: firstWords(instruction) }, () => document.converses(instruction.assistant, document.asks)),
  'hang-up': (_, document) => document.ends(),
  wait: ({ prompt, for: time }, document) => document.speaks(prompt, () => document.waits(time, document.next)),
  // a rehearsal has no ladder: the stack's scenarios play it for real
  alone: (_, document) => document.ends(),
}

/** Plays one instruction of a document. */
export function play(instruction: InstructionOf, document: PlayedDocument): void {
  // the instruction's name leads to the player that takes it
  const player = players[instruction.do] as (instruction: InstructionOf, document: PlayedDocument) => void
  player(instruction, document)
}
