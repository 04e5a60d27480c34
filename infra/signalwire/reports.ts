import { z } from 'zod'
import type { WordResult } from '#flows/open-call/call-words.ts'
import { carrierId } from './carrier-id.ts'
import { e164 } from './spellings.ts'

/**
 * What our own documents say in their requests. The carrier puts variables in as text, so a number
 * may come as a text and an unset one as an empty text.
 */
const text = z.coerce.string().nullish().transform((value) => (value === undefined || value === null || value === '' ? null : value))
const number = z.union([z.number(), z.string()]).nullish().transform((value) => {
  const found = value === null || value === undefined || value === '' ? Number.NaN : Number(value)
  return Number.isFinite(found) ? found : null
})
const recording = { record_url: text, record_result: text, record_duration: number }

/** A step is done: what now? (`…/steps/n/word`) Which step is said by the address, whose token covers it, never by the body. */
export type WordBody = z.output<typeof wordBody>
export const wordBody = z
  .object({ try: z.coerce.number().int().min(1), last: z.boolean(), waited: number, did: z.enum(['record', 'join', 'other']), ...recording })
  .transform((body) => ({
    try: body.try,
    /** No further try follows: what is answered now decides. */
    last: body.last,
    /** How long the document has waited, as an earlier answer of ours said; milliseconds. */
    waited: body.waited,
    result: resultOf(body),
  }))

/** A document has begun. (`…/steps/n/begun`) */
export const begunBody = z.object({ joins: z.boolean().catch(true) })

/** A person pressed 1. (`…/legs/L/claim`) */
export type ClaimBody = z.output<typeof claimBody>
export const claimBody = z.object({ leg: carrierId, /** The carrier's id of the leg; a claim counts without it. */ call: carrierId.nullish().catch(null).transform((call) => call ?? null), try: z.coerce.number().int().min(1), last: z.boolean() })

/** A document that decides alone tells what it does. (`…/ladder`) */
export type LadderBody = z.output<typeof ladderBody>
export const ladderBody = z
  .object({ step: number, from: text, what: z.enum(['alone', 'talked', 'recorded']), ...recording })
  .transform((body) => ({
    step: body.step,
    /** Where its call stands, as its step says. */
    from: body.from,
    what: body.what,
    recording: recordingOf(body),
  }))

/** The number's static document asks, or tells what it does alone. (`/numbers/N/word`) */
export type NumberWordBody = z.output<typeof numberWordBody>
export const numberWordBody = z
  .object({ call: carrierId, from: text, to: text, what: z.enum(['word', 'alone', 'talked', 'recorded']), ...recording })
  .transform((body) => ({ call: body.call, from: e164(body.from), to: e164(body.to), what: body.what, recording: recordingOf(body) }))

interface Recorded {
  readonly record_url: string | null
  readonly record_result: string | null
  readonly record_duration: number | null
}

function resultOf(body: Recorded & { readonly did: 'record' | 'join' | 'other' }): WordResult | null {
  if (body.did === 'other') return null
  if (body.did === 'join') return { kind: 'left-room' }
  const found = recordingOf(body)
  return found ? { kind: 'recorded', ...found } : { kind: 'not-recorded' }
}

/** The carrier names a recording even when it failed or nobody spoke; only a good one counts. Its length may be missing: 0. */
function recordingOf(body: Recorded): { readonly url: string; readonly seconds: number } | null {
  if (body.record_url === null || !URL.canParse(body.record_url)) return null
  if (body.record_result !== null && !/^(success|finished|recorded)$/i.test(body.record_result)) return null
  return { url: body.record_url, seconds: Math.round(body.record_duration ?? 0) }
}
