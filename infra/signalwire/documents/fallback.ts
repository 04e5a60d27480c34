import type { Ladder } from '#flows/outage/ladder.ts'
import { sentencesIn } from '#flows/speech/sentences.ts'
import type { Speech } from '#flows/speech/speech.ts'
import type { CarrierUrls } from '../urls.ts'
import { own, variable } from './harmless.ts'
import { ladder, LADDER } from './ladder.ts'
import { answered, asks } from './request.ts'
import { fitting, ringing } from './speech.ts'
import type { Swml } from './swml.ts'

export interface FallbackDocument {
  readonly organisation: string
  /** The number's name in our URLs. */
  readonly number: string
  readonly e164: string
  readonly name: string
  /** The published ladder of the number's flow, from its beginning. */
  readonly ladder: Ladder
  /** How its callers are spoken to; absent where it is the carrier's own English. */
  readonly speech?: Speech | undefined
  readonly urls: CarrierUrls
}

/**
 * The document that the carrier itself keeps for a number and runs when our web does not answer an
 * arrival. It rings and asks for us again and again (36 s when refused at once, 63 s when nothing
 * answers), then goes down the ladder of the published flow.
 *
 * It is made long before any call: everything it knows of one, it takes from the carrier's variables.
 */
export function fallbackDocument(about: FallbackDocument): Swml {
  const { organisation, number, urls } = about
  const wordUrl = urls.of({ to: 'number-word', organisation, number })
  const statusUrl = urls.of({ to: 'number-status', organisation, number })
  const call = {
    call: own`${variable('call.call_id')}`,
    from: own`${variable('call.from')}`,
    to: own`${variable('call.to')}`,
  }
  return fitting((limit) => [
    { answer: {} },
    { label: 'poll' },
    asks(wordUrl, { ...call, what: 'word' }),
    { cond: [{ when: answered('next'), then: [{ transfer: { dest: own`${variable('request_response.url')}` } }] }] },
    { goto: { label: LADDER, when: answered('alone') } },
    ringing(4),
    { goto: { label: 'poll', max: 8 } },
    // The people rung hear no number of the caller: a spoken variable could hold anything.
    ...ladder(about.ladder, {
      limit,
      number: { e164: about.e164, name: about.name },
      caller: sentencesIn(about.speech?.language).aCaller,
      speech: about.speech,
      reportUrl: wordUrl,
      about: call,
      statusUrl,
      recordingUrl: statusUrl,
    }),
  ])
}
