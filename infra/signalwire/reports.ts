import { z } from 'zod'
import type { WordResult } from '#flows/call/call-words.ts'
import type { VerbName } from '#flows/verbs/verbs.ts'
import { callerOf } from './caller.ts'
import { carrierId } from './carrier-id.ts'
import { filledNumber, filledText } from './filled-in.ts'
import { e164 } from './spellings.ts'
import { carrierVerbs } from './verbs/carrier-verbs.ts'
import { recordedFields, recordingOf } from './verbs/record/recorded.ts'

/** A step is done: what now? (`…/steps/n/word`) Which step is said by the address, whose token covers it, never by the body. */
export type WordBody = z.output<typeof wordBody>
export const wordBody = z
  .looseObject({
    try: z.coerce.number().int().min(1),
    last: z.boolean(),
    waited: filledNumber,
    /** The last verb of the list, if its document learns anything by it. */
    verb: z.custom<VerbName>((name) => typeof name === 'string' && Object.hasOwn(carrierVerbs, name)).optional(),
    /** The same, as documents of earlier releases say it. */
    did: z.enum(['record', 'join', 'other']).optional(),
  })
  .transform((body, context) => ({
    try: body.try,
    /** No further try follows: what is answered now decides. */
    last: body.last,
    /** How long the document has waited, as an earlier answer of ours said; milliseconds. */
    waited: body.waited,
    result: resultIn(body, context),
  }))

/** A document has begun. (`…/steps/n/begun`) */
export const begunBody = z.object({ joins: z.boolean().catch(true) })

/** A person pressed 1. (`…/legs/L/claim`) */
export const claimBody = z.object({
  leg: carrierId,
  /** The carrier's id of the leg; a claim counts without it. */ call: carrierId
    .nullish()
    .catch(null)
    .transform((call) => call ?? null),
  try: z.coerce.number().int().min(1),
  last: z.boolean(),
})

/** A document that decides alone tells what it does. (`…/ladder`) */
export type LadderBody = z.output<typeof ladderBody>
export const ladderBody = z
  .object({ step: filledNumber, from: filledText, what: z.enum(['alone', 'talked', 'recorded']), ...recordedFields })
  .transform((body) => ({
    step: body.step,
    /** Where its call stands, as its step says. */
    from: body.from,
    what: body.what,
    recording: recordingOf(body),
  }))

/** The number's static document asks, or tells what it does alone. (`/numbers/N/word`) */
export const numberWordBody = z
  .object({
    call: carrierId,
    from: filledText,
    to: filledText,
    what: z.enum(['word', 'alone', 'talked', 'recorded']),
    ...recordedFields,
  })
  .transform((body) => ({
    call: body.call,
    from: callerOf(body.from),
    to: e164(body.to),
    what: body.what,
    recording: recordingOf(body),
  }))

function resultIn(
  body: { readonly verb?: VerbName; readonly did?: 'record' | 'join' | 'other' },
  context: z.RefinementCtx,
): WordResult | null {
  const name = body.verb ?? (body.did === 'other' ? undefined : body.did)
  const learns = name && carrierVerbs[name].learns
  if (!learns) return null
  const read = learns.read.safeParse(body)
  if (read.success) return read.data
  for (const issue of read.error.issues) context.addIssue({ code: 'custom', message: issue.message, path: issue.path })
  return z.NEVER
}
