import { ACCEPT_KEY } from '#flows/call/accept-key.ts'
import type { CarrierUrls } from '../urls.ts'
import { hangUpFor } from '../verbs/hang-up/hang-up.ts'
import { joinRoom } from '../verbs/join/join.ts'
import { own, variable } from './harmless.ts'
import { answered, asks, tells } from './request.ts'
import { say, spoken } from './speech.ts'
import { swml, type Swml, type DraftVerb } from './swml.ts'

export interface MemberDocument {
  readonly organisation: string
  readonly call: string
  readonly leg: string
  /** Where caller and winner meet. */
  readonly room: string
  /** Who calls, in words. */
  readonly caller: string
  /** The number that was dialled, by its name. */
  readonly number: string
  readonly urls: CarrierUrls
}

/**
 * The document of a leg that rings a person. Whoever presses 1 within 10 s of picking up claims the
 * call; nobody is put into the room without a claim that we answered. A machine presses nothing.
 *
 * A claim that fails is repeated for about 20 s.
 */
export function memberDocument(about: MemberDocument): Swml {
  const place = { organisation: about.organisation, call: about.call, leg: about.leg }
  const claim = about.urls.of({ to: 'claim', ...place })
  return swml([
    ...ask(about),
    ...ending('The call was not accepted. Goodbye.'),

    { label: 'accepted' },
    ...Array.from({ length: CLAIMS }, (_, at) => at + 1).flatMap((attempt): DraftVerb[] => [
      asks(claim, { leg: about.leg, call: own`${variable('call.call_id')}`, try: attempt, last: attempt === CLAIMS }),
      { goto: { label: 'decided', when: "request_result == 'success' && request_response.reply != 'again'" } },
      ...ONE_MOMENT,
    ]),
    { label: 'lost' },
    ...ending('The call could not be connected.'),

    { label: 'decided' },
    {
      cond: [
        {
          when: answered('taken'),
          then: [
            { play: { url: own`say:${variable('request_response.by')} has already taken this call.` } },
            hangUpFor('done'),
          ],
        },
        { when: answered('late'), then: ending('This call has moved on.') },
        { when: answered('gone'), then: ending(CALLER_GONE) },
      ],
    },
    { goto: { label: 'lost', when: "request_response.reply != 'yours'" } },
    tells(about.urls.of({ to: 'room', ...place, at: 'joining' }), { leg: about.leg }),
    joinRoom(about.room),
    tells(about.urls.of({ to: 'room', ...place, at: 'left' }), { leg: about.leg }),
    hangUpFor('done'),
  ])
}

const CLAIMS = 8

/** Whoever pressed 1 is told that something happens, and hears it right before the next try: 2.5 s from one to the other. */
const ONE_MOMENT: readonly DraftVerb[] = [
  { play: { url: 'silence:0.5' } },
  { play: { url: 'say:One moment, please.' } },
]

const DECISION_SECONDS = 10

/** Asks for a 1, and once more after a pause; both end within 10 s of picking up, as names are cut to fit. */
function ask(about: MemberDocument): DraftVerb[] {
  const whole = `Call from ${spoken(about.caller, 25)} for ${spoken(about.number, 25)}. Press ${ACCEPT_KEY} to accept.`
  const again = `Press ${ACCEPT_KEY} to accept.`
  const silence = DECISION_SECONDS - seconds(whole) - seconds(again)
  const pause = silence > 2 ? 2 : 1
  const accepted: DraftVerb = { goto: { label: 'accepted', when: `prompt_value == '${ACCEPT_KEY}'` } }
  const prompt = (words: string, initial_timeout: number): DraftVerb => ({
    prompt: { play: `say:${words}`, max_digits: 1, initial_timeout },
  })
  return [
    prompt(whole, pause),
    accepted,
    { goto: { label: 'refused', when: "prompt_result == 'match_digits'" } },
    prompt(again, silence - pause),
    accepted,
    { label: 'refused' },
  ]
}

/** For a person who accepted and waits alone in the room. */
export function callerHasGone(): Swml {
  return swml(ending(CALLER_GONE))
}

/** For a person who has picked up while another one accepted. */
export function callIsTaken(by: string): Swml {
  return swml(ending(`${spoken(by, 60) || 'Somebody'} has already taken this call.`))
}

const CALLER_GONE = 'The caller has gone.'

function ending(words: string): DraftVerb[] {
  return [say(words, 200), hangUpFor('done')]
}

/** How long a sentence lasts: 15 characters a second. */
function seconds(words: string): number {
  return Math.ceil(words.length / 15)
}
