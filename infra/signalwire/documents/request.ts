import { own, variable } from './harmless.ts'
import type { DraftBody, DraftVerb } from './swml.ts'

/**
 * A request that asks: its answer can be read afterwards as `request_response.…`. A failure does
 * not end the document; `request_result` is then not `success`. Nobody listens to silence for
 * longer than 4 s, so 3 s are the most that an answer may take.
 */
export function asks(url: string, body: DraftBody): DraftVerb {
  return { request: { url, method: 'POST', headers, body, timeout: 3, connect_timeout: 2, save_variables: true } }
}

/** A request that only tells: nobody needs its answer, and the caller hears nothing until it is there. */
export function tells(url: string, body: DraftBody): DraftVerb {
  return { request: { url, method: 'POST', headers, body, timeout: 1, connect_timeout: 1 } }
}

/**
 * A step is done: what now? It is asked again after a pause while nobody says, and goes to the next document where it is told
 * one. `waited` goes back and forth so that any web process knows how long this document has waited, whatever its clock says.
 */
export function whatNow(
  url: string,
  body: DraftBody,
  {
    tries,
    pause,
    replies,
  }: {
    readonly tries: number
    readonly pause: (attempt: number) => readonly DraftVerb[]
    /** Where the document goes on by itself, by what it is told. */
    readonly replies: Readonly<Record<string, string>>
  },
): DraftVerb[] {
  return Array.from({ length: tries }, (_, at) => at + 1).flatMap((attempt) => [
    asks(url, {
      ...body,
      try: attempt,
      last: attempt === tries,
      waited: attempt === 1 ? 0 : own`${variable('request_response.waited')}`,
    }),
    { cond: [{ when: answered('next'), then: [{ transfer: { dest: own`${variable('request_response.url')}` } }] }] },
    ...Object.entries(replies).map(([reply, label]): DraftVerb => ({ goto: { label, when: answered(reply) } })),
    ...pause(attempt),
  ])
}

/** The condition under which the last request got this answer. */
export function answered(reply: string): string {
  return `request_result == 'success' && request_response.reply == '${reply}'`
}

const headers = { 'Content-Type': 'application/json' } as const
