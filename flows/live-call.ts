import type { CallFacts } from './call/facts.ts'
import type { Party } from './call/party.ts'
import type { PlanNode } from './language/plan.ts'
import type { Speech } from './speech/speech.ts'
import type { KnownValues } from './values/known-values.ts'
import type { PhoneKey } from './verbs/ask/keys.ts'
import type { AiOutcome, Assistant } from './verbs/converse/assistant.ts'

/**
 * The port through which a node acts on a call, in phone words.
 *
 * A node's `run` sees nothing else: no carrier, no engine, no clock. Every verb may throw
 * {@link CallerGone}, which only `walk` catches.
 */
export interface LiveCall {
  /** What was known and decided when the call came in; it never changes during the call. */
  readonly facts: CallFacts
  /** The walk has reached this step, knowing these values. Called by `walk` before the step's `run`. */
  enter(step: PlanNode, known: KnownValues): void
  /** Speaks to the caller. Returns at once: what needs no answer is gathered with what comes next. */
  say(prompt: Prompt): Promise<void>
  /** Asks the caller something, and again while there is no answer. Resolves with the answer, or with why there is none after the last time. */
  ask(question: Question): Promise<Reply>
  /** Rings parties, each at all of its addresses. Resolves when one claims the call, when all have declined, or when time is up. */
  ring(parties: readonly Party[], how: RingHow): Promise<RingOutcome>
  /** Brings caller and winner together. Resolves when the two no longer hear each other. */
  talk(winner: Claim): Promise<TalkOutcome>
  /** An assistant talks with the caller. Resolves when it wants a person, is done, cannot go on, or its time is up. */
  converse(assistant: Assistant): Promise<AiOutcome>
  /** Lets the caller leave a voicemail. */
  record(greeting: Prompt | null, limits: RecordLimits): Promise<Message>
  /** Asks a web service. Resolves when it has answered, or has not for as long as the request says. */
  fetch(request: OutboundRequest): Promise<FetchOutcome>
  /** Sends a text message from the number that was dialled. Resolves when the carrier has taken it, or will not. */
  text(message: OutboundText): Promise<TextOutcome>
  /** Ends the caller's leg. */
  hangUp(cause: Cause): Promise<void>
}

/** A length of time in words: `'20s'`, `'2m'`. */
export type Duration = `${number}s` | `${number}m`

/** What the caller hears. */
export type Prompt = SpokenPrompt | AudioPrompt

/** Text to be spoken. Variable syntax of the carrier is not expanded. */
export interface SpokenPrompt {
  readonly say: string
  /** How; absent where it is the carrier's own English. */
  readonly speech?: Speech
}

/** A sound file. */
export interface AudioPrompt {
  /** Where the carrier fetches it: `https://…`. */
  readonly audio: string
  /** How long it lasts. */
  readonly seconds: number
}

/** What a caller is asked. Keys, and words where they count, cut short what is spoken. */
export interface Question {
  readonly prompt: Prompt
  readonly takes: Takes
  /** How long the caller may think before the first key or word, in whole seconds. */
  readonly wait: number
  /** How often it is asked at most. */
  readonly tries: number
  /** What is heard before it is asked again: after something that is no answer, and after nothing. */
  readonly again: { readonly invalid: Prompt; readonly silent: Prompt }
  /** The tag of the language in which words are understood; absent where it is the English of the United States. */
  readonly language?: string
}

/** What counts as an answer. */
export type Takes =
  /** One of these keys, or words that stand for it. */
  | { readonly kind: 'choice'; readonly choices: readonly Choice[] }
  /** So many digits. `ends`: the key that says that they are all there; null where a pause does. `secret`: nobody sees them, or hears them again. */
  | {
      readonly kind: 'digits'
      readonly fewest: number
      readonly most: number
      readonly ends: '#' | '*' | null
      readonly secret?: true
    }
  /** Whatever is said. `hints`: words that may well be among it. */
  | { readonly kind: 'words'; readonly hints: readonly string[] }

/** A key that may be pressed, what people call it, and what may be said instead. */
export interface Choice {
  readonly key: PhoneKey
  readonly name: string
  readonly words: readonly string[]
}

/** What came of a question. The answer is the key of a choice, digits, or words as they were understood. */
export type Reply =
  | { readonly kind: 'answered'; readonly answer: string; readonly by: 'keys' | 'voice' }
  /** The last that was heard is no answer. */
  | { readonly kind: 'invalid' }
  | { readonly kind: 'no-input' }

/**
 * How parties are rung. `together`: all at once, for `time`. `in-turn`: one after another in the
 * given order, each for `time`; whoever declines or is busy is passed over at once.
 */
export interface RingHow extends RingManner {
  readonly order: 'together' | 'in-turn'
  readonly time: Duration
  /** The parties ring in groups, in their order, one group after the other. Absent where each rings as `order` says. */
  readonly groups?: readonly RungGroup[]
}

/** So many parties, those that may not be rung counted as well, ring at the same time for so long. */
export interface RungGroup {
  readonly size: number
  readonly time: Duration
}

/** How a phone is rung; each of these is absent where it is as usual. */
export interface RingManner {
  /** Whoever picks up has accepted; else they are asked to press a key. */
  readonly accepts?: 'on-pick-up'
  /** The phone shows the caller's own number, where the carrier lets us; else the number that was dialled. */
  readonly shows?: 'caller'
  /** It rings although its person is on another call. */
  readonly evenTalking?: true
}

/** The manner of a ring alone, with nothing where it is as usual. */
export function mannerOf({ accepts, shows, evenTalking }: RingManner): RingManner {
  return { ...(accepts && { accepts }), ...(shows && { shows }), ...(evenTalking && { evenTalking }) }
}

/** Who accepted, and the leg by which they are connected. */
export interface Claim {
  readonly party: Party
  readonly leg: LegId
}

/** Our own name for a leg, chosen before it is dialled: `<step>-<n>`, unique within its call. */
export type LegId = string

export type RingOutcome =
  | { readonly kind: 'claimed'; readonly claim: Claim }
  /** Everybody who was rung declined or was busy. */
  | { readonly kind: 'declined'; readonly fates?: readonly RingFate[] }
  | { readonly kind: 'no-answer'; readonly fates?: readonly RingFate[] }
  /** Nobody could be rung at all: inactive, no verified phone, already talking. */
  | { readonly kind: 'nobody' }

/** What came of a party that was rung and did not accept. */
export interface RingFate {
  readonly party: Party
  readonly why: 'no-answer' | 'declined' | 'busy' | 'failed'
}

/** `talked`: both were in the room. `lost`: the winner left before the caller was there. */
export type TalkOutcome = 'talked' | 'lost'

/** No message may last longer: everything made for messages must hold one of this length. Seconds. */
export const LONGEST_MESSAGE = 3600

/** Limits of a recording, in whole seconds. */
export interface RecordLimits {
  readonly maxSeconds: number
  readonly silenceSeconds: number
}

/** What came of a voicemail. `left` carries the recording's address at the carrier. */
export type Message =
  | { readonly kind: 'left'; readonly url: string; readonly seconds: number }
  | { readonly kind: 'none' }
  | { readonly kind: 'failed' }

/** A request to a web service, with its texts filled in. */
export interface OutboundRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** `https://…` */
  readonly url: string
  /** Each with a text, and after that a secret by its name, where it has one. */
  readonly headers: readonly { readonly name: string; readonly value: string; readonly secret?: string }[]
  /** JSON; null where nothing is sent. */
  readonly body: string | null
  /** Seconds that it has for each answer. */
  readonly seconds: number
  /** How often it is asked again. */
  readonly retries: number
  /** What is kept of its answer, by JSON pointers (RFC 6901). */
  readonly keeps: readonly {
    readonly name: string
    readonly pointer: string
    /** Nobody but other requests gets it. */
    readonly secret?: true
  }[]
}

/** `values`: what it was to keep of the answer, as far as that was there; a secret one is sealed. `why`: in words, without what was sent. */
export type FetchOutcome =
  | { readonly kind: 'ok'; readonly values: Readonly<Record<string, string>> }
  | { readonly kind: 'error'; readonly why: string }
  | { readonly kind: 'timeout' }

/** A text message, with its values in it, and everybody who is to get it: the caller, or members of the organisation. */
export interface OutboundText {
  readonly words: string
  readonly to: readonly TextReader[]
}

export interface TextReader {
  /** The member's id; null for the caller. */
  readonly member: string | null
  readonly name: string
  /** E.164; what is no telephone number, or null, cannot be texted. */
  readonly address: string | null
}

/** `sent`: to somebody at least. `blocked`: nobody wants it, or can get it. */
export type TextOutcome = 'sent' | 'blocked' | 'failed'

/** Why we end the caller's leg, as the carrier may pass it on. */
export type Cause = 'done' | 'busy' | 'declined'

/** The caller's leg has ended: thrown by whichever verb was pending. */
export class CallerGone extends Error {
  override readonly name = 'CallerGone'
  constructor() {
    super('the caller has hung up')
  }
}

/**
 * A duration in milliseconds.
 * @throws RangeError when the text is not a number followed by `s` or `m`.
 */
export function milliseconds(duration: Duration): number {
  const match = /^(\d+(?:\.\d+)?)(s|m)$/.exec(duration)
  if (!match) throw new RangeError(`"${duration}" is not a duration: write 20s or 2m`)
  return Number(match[1]) * (match[2] === 's' ? 1000 : 60_000)
}
