import type { ClaimReply } from '#flows/call/call-words.ts'
import { sentencesIn } from '#flows/speech/sentences.ts'
import type { Speech } from '#flows/speech/speech.ts'
import { harmlessText } from './harmless.ts'
import { spoken } from './speech.ts'

/** What we answer to a document's question; the documents branch on `reply`. */
export type QuestionReply =
  /** Go to the document at this URL. */
  | { readonly reply: 'next'; readonly url: string }
  /** Ring and ask again; `waited` comes back with the next try: for how long the document will have waited then. Milliseconds. */
  | { readonly reply: 'wait'; readonly waited: number }
  /** Go down the ladder. */
  | { readonly reply: 'alone' }

/** What we answer to a claim. `again`: not decided yet, ask once more. */
export type ClaimAnswer =
  | { readonly reply: 'yours'; readonly room: string }
  | { readonly reply: 'taken'; readonly by: string }
  | { readonly reply: 'late' | 'gone' | 'again' }

/** What we answer to a person's document. `over`: nothing more comes, hang up. */
export type LegReply = Exclude<QuestionReply, { readonly reply: 'alone' }> | { readonly reply: 'over' }

/**
 * A claim's outcome in the words of the member's document; the winner's name is made safe to be spoken.
 * @param speech how the call is spoken in; absent for the carrier's own English.
 */
export function claimAnswer(reply: ClaimReply, speech?: Speech): ClaimAnswer {
  switch (reply.kind) {
    case 'yours':
      return { reply: 'yours', room: reply.room }
    case 'taken':
      return { reply: 'taken', by: harmlessText(spoken(reply.by, 60)) || sentencesIn(speech?.language).somebody }
    case 'late':
    case 'gone':
      return { reply: reply.kind }
  }
}
