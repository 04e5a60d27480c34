import { ACCEPT_KEY, ACCEPTED_STEP } from '#flows/call/accept-key.ts'
import { ownSpeech, sentencesIn } from '#flows/speech/sentences.ts'
import type { Speech } from '#flows/speech/speech.ts'
import type { CarrierUrls } from '../urls.ts'
import { hangUpFor } from '../verbs/hang-up/hang-up.ts'
import { own, variable } from './harmless.ts'
import { legList } from './leg-step.ts'
import { answered, asks } from './request.ts'
import { oneMoment, say, spoken } from './speech.ts'
import { swml, type Swml, type DraftVerb } from './swml.ts'
import { voiceOf } from './voices.ts'

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
  /** How the call is spoken in; absent where it is the carrier's own English. */
  readonly speech?: Speech | undefined
  /** Whoever picks up takes the call: nobody is asked for a key. Absent where they are. */
  readonly accepts?: 'on-pick-up' | undefined
  readonly urls: CarrierUrls
}

/**
 * The document of a leg that rings a person. Whoever presses 1 within 10 s of picking up claims the
 * call; nobody is put into the room without a claim that we answered. A machine presses nothing. Where picking up is
 * accepting, the document claims at once.
 *
 * A claim that fails is repeated for about 20 s. After the room the document asks what now, as every other of a leg does.
 */
export function memberDocument(about: MemberDocument): Swml {
  const place = { organisation: about.organisation, call: about.call, leg: about.leg }
  const { speech } = about
  const ours = sentencesIn(speech?.language)
  const claim = about.urls.of({ to: 'claim', ...place })
  return swml([
    ...(about.accepts === 'on-pick-up'
      ? []
      : [...ask(about), ...ending(ours.notAccepted, speech), { label: 'accepted' }]),
    ...Array.from({ length: CLAIMS }, (_, at) => at + 1).flatMap((attempt): DraftVerb[] => [
      asks(claim, { leg: about.leg, call: own`${variable('call.call_id')}`, try: attempt, last: attempt === CLAIMS }),
      { goto: { label: 'decided', when: "request_result == 'success' && request_response.reply != 'again'" } },
      ...oneMoment(speech),
    ]),
    { label: 'lost' },
    ...ending(ours.notConnected, speech),

    { label: 'decided' },
    {
      cond: [
        {
          when: answered('taken'),
          then: [
            {
              play: {
                url: own`say:${variable('request_response.by')}${ours.hasTaken}`,
                ...voiceOf(ownSpeech(speech)),
              },
            },
            hangUpFor('done'),
          ],
        },
        { when: answered('late'), then: ending(ours.movedOn, speech) },
        { when: answered('gone'), then: ending(ours.callerGone, speech) },
      ],
    },
    { goto: { label: 'lost', when: "request_response.reply != 'yours'" } },
    ...legList({ ...about, step: { n: ACCEPTED_STEP, list: [{ do: 'join', room: about.room }], by: 'pull' } }),
  ])
}

const CLAIMS = 8

const DECISION_SECONDS = 10

/** Asks for a 1, and once more after a pause; both end within 10 s of picking up, as names are cut to fit. */
function ask(about: MemberDocument): DraftVerb[] {
  const ours = sentencesIn(about.speech?.language)
  const again = ours.pressToAccept(ACCEPT_KEY)
  const whole = `${ours.callFor(spoken(about.number, 25), spoken(about.caller, 25))} ${again}`
  const silence = DECISION_SECONDS - seconds(whole) - seconds(again)
  const pause = silence > 2 ? 2 : 1
  const accepted: DraftVerb = { goto: { label: 'accepted', when: `prompt_value == '${ACCEPT_KEY}'` } }
  const prompt = (words: string, initial_timeout: number): DraftVerb => ({
    prompt: { play: `say:${words}`, ...voiceOf(ownSpeech(about.speech)), max_digits: 1, initial_timeout },
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
export function callerHasGone(speech?: Speech): Swml {
  return swml(ending(sentencesIn(speech?.language).callerGone, speech))
}

/** For a person who has picked up while another one accepted. */
export function callIsTaken(by: string, speech?: Speech): Swml {
  const { somebody, hasTaken } = sentencesIn(speech?.language)
  return swml(ending(`${spoken(by, 60) || somebody}${hasTaken}`, speech))
}

function ending(words: string, speech: Speech | undefined): DraftVerb[] {
  return [say(words, 200, ownSpeech(speech)), hangUpFor('done')]
}

/** How long a sentence lasts: 15 characters a second. */
function seconds(words: string): number {
  return Math.ceil(words.length / 15)
}
