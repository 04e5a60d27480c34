import type { Speech } from '#flows/speech/speech.ts'
import { comesTo, type Step } from '#flows/verbs/instruction.ts'
import { entersRoom } from '#flows/verbs/join/join.ts'
import type { CarrierUrls } from '../urls.ts'
import { renderedList, saidOf } from '../verbs/carrier-verbs.ts'
import { hangUpFor } from '../verbs/hang-up/hang-up.ts'
import { tells, whatNow } from './request.ts'
import { fitting, oneMoment } from './speech.ts'
import type { DraftVerb, Swml } from './swml.ts'

export interface LegStep {
  readonly organisation: string
  readonly call: string
  /** A person's leg, by our own name. */
  readonly leg: string
  readonly step: Pick<Step, 'n' | 'list' | 'by'>
  /** How they are spoken to; absent where it is the carrier's own English. */
  readonly speech?: Speech | undefined
  readonly urls: CarrierUrls
}

/** The document of one step of a person's leg. */
export function legDocument(about: LegStep): Swml {
  return fitting((limit) => legList(about, limit))
}

/**
 * What a person's leg does in a step: its list, and the question what comes next. There is no ladder behind it: who is not
 * told anything is hung up on, as nobody may hear nothing for long.
 * @param limit longest spoken text, in characters
 */
export function legList({ organisation, call, leg, step, speech, urls }: LegStep, limit = 200): DraftVerb[] {
  const place = { organisation, call, leg, step: step.n }
  const joins = entersRoom(step.list)
  const list = [
    ...(joins || step.by === 'push' ? [tells(urls.of({ to: 'leg-begun', ...place }), { step: step.n, joins })] : []),
    ...renderedList(step.list, {
      limit,
      recordingUrl: urls.of({ to: 'recording', organisation, call }),
      toolsUrl: urls.of({ to: 'tools', organisation, call, step: step.n, from: null }),
      aiReportUrl: urls.of({ to: 'ai-report', organisation, call, step: step.n }),
    }),
  ]
  if (comesTo(step.list, 'over')) return list
  return [
    ...list,
    ...whatNow(
      urls.of({ to: 'leg-word', ...place }),
      { step: step.n, ...saidOf(step.list) },
      {
        tries: TRIES,
        pause: (attempt) => (attempt === TRIES ? [] : oneMoment(speech)),
        replies: { over: OVER },
      },
    ),
    { label: OVER },
    hangUpFor('done'),
  ]
}

/** How long a person is told to wait before their document asks again. Milliseconds. */
export const BETWEEN_LEG_TRIES = 2500

const TRIES = 3
const OVER = 'over'
