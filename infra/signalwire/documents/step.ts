import { positionOf, type Position } from '#flows/outage/position.ts'
import type { Speech } from '#flows/speech/speech.ts'
import { comesTo, type Step } from '#flows/verbs/instruction.ts'
import { entersRoom } from '#flows/verbs/join/join.ts'
import type { CarrierUrls } from '../urls.ts'
import { renderedList, saidOf } from '../verbs/carrier-verbs.ts'
import { ladder, LADDER } from './ladder.ts'
import { tells, whatNow } from './request.ts'
import { fitting, ringing } from './speech.ts'
import type { DraftBody, DraftVerb, Swml } from './swml.ts'

export interface StepDocument {
  readonly organisation: string
  /** The carrier's id of the caller's leg. */
  readonly call: string
  readonly number: { readonly e164: string; readonly name: string }
  /** Who calls, in words: the people that a ladder rings hear it. */
  readonly caller: string
  /** How they are spoken to; absent where it is the carrier's own English. */
  readonly speech?: Speech | undefined
  readonly step: Step
  readonly urls: CarrierUrls
}

/**
 * The document of one step of the caller's leg: it does the list, asks what comes next, and goes
 * down its ladder by itself when nobody answers. It has no end that leaves the caller in silence.
 *
 * The question is asked five times, with ringing in between: about 10 s when the connection is
 * refused at once.
 */
export function stepDocument(about: StepDocument): Swml {
  const { step, urls, organisation, call } = about
  const place = { organisation, call }
  const from = positionOf(step)
  const recordingUrl = urls.of({ to: 'recording', ...place })
  return fitting((limit) => {
    const verbs: DraftVerb[] = []
    const joins = entersRoom(step.list)
    const [first] = step.list
    const begun = urls.of({ to: 'begun', ...place, step: step.n })
    // a document that is fetched follows a question and its fetch, in which the caller has heard nothing
    if (step.by === 'pull' && joins) verbs.push(ringing(0.5))
    if (joins) verbs.push(...heardToBegin(begun, { step: step.n, joins }))
    else if (step.by === 'push') verbs.push(tells(begun, { step: step.n, joins }))
    // A caller turned away at once need not be answered, and busy is only heard on an open line.
    if (step.n === 1 && !(first && comesTo([first], 'over'))) verbs.push({ answer: {} })
    const toolsUrl = urls.of({ to: 'tools', ...place, step: step.n, from })
    const aiReportUrl = urls.of({ to: 'ai-report', ...place, step: step.n })
    verbs.push(...renderedList(step.list, { limit, recordingUrl, toolsUrl, aiReportUrl }))
    if (comesTo(step.list, 'over')) return verbs
    return [...verbs, ...whatFollows(about, { from, says: saidOf(step.list), limit })]
  })
}

/** The document of a list that has been done in another way than by itself: it says what came of that, and what comes next is asked as ever. */
export function afterList(about: Omit<StepDocument, 'step'> & { readonly step: Done }, says: DraftBody): Swml {
  return fitting((limit) => whatFollows(about, { from: about.step.node, says, limit }))
}

/** A step whose list is done. */
interface Done extends Pick<Step, 'n' | 'ladder'> {
  readonly node: Position
  readonly list: readonly []
}

/** What comes next is asked; where nobody says, the ladder follows. */
function whatFollows(
  {
    step,
    urls,
    organisation,
    call,
    number,
    caller,
    speech,
  }: Omit<StepDocument, 'step'> & { readonly step: Pick<Step, 'n' | 'list' | 'ladder'> },
  { from, says, limit }: { readonly from: Position; readonly says: DraftBody; readonly limit: number },
): DraftVerb[] {
  const place = { organisation, call }
  return [
    ...(comesTo(step.list, 'alone')
      ? [ringing(1)]
      : question(urls.of({ to: 'word', ...place, step: step.n, from }), { step: step.n, ...says })),
    ...ladder(step.ladder, {
      limit,
      number,
      caller,
      speech,
      reportUrl: urls.of({ to: 'ladder', ...place }),
      about: { step: step.n, from: from ?? '' },
      statusUrl: urls.of({ to: 'ladder-status', ...place }),
      recordingUrl: urls.of({ to: 'recording', ...place }),
    }),
  ]
}

const TRIES = 5

/** How long the caller hears ringing before the question is asked again. Milliseconds. */
export const BETWEEN_TRIES = 2000

/**
 * Tells that the caller comes into the room until it is heard, before they are in it: a move whose answer was lost is given
 * again while nobody has heard this, and would pull them out of their talk. Where nobody of ours is up, they join all the same.
 */
function heardToBegin(url: string, body: DraftBody): DraftVerb[] {
  const tries = Array.from({ length: TRIES }, (_, at): DraftVerb[] => [
    tells(url, body),
    { goto: { label: HEARD, when: "request_result == 'success'" } },
    ...(at + 1 < TRIES ? [ringing(1)] : []),
  ])
  return [...tries.flat(), { label: HEARD }]
}

const HEARD = 'heard'

function question(url: string, body: DraftBody): DraftVerb[] {
  return whatNow(url, body, {
    tries: TRIES,
    pause: (attempt) => [ringing(attempt === TRIES ? 1 : BETWEEN_TRIES / 1000)],
    replies: { alone: LADDER },
  })
}
