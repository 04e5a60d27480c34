import { ACCEPT_KEY } from '#flows/call/accept-key.ts'
import type { Choice } from '#flows/live-call.ts'
import type { ConfigOf } from '#flows/language/node.ts'
import type { PlanNode } from '#flows/language/plan.ts'
import type { Ask } from '#flows/nodes/ask/definition.ts'
import { takesOf } from '#flows/nodes/ask/run.ts'
import type { Forward } from '#flows/nodes/forward/definition.ts'
import { outsideAddress } from '#flows/nodes/forward/outside-address.ts'
import type { HangUp } from '#flows/nodes/hang-up/definition.ts'
import type { PhoneMenu } from '#flows/nodes/phone-menu/definition.ts'
import type { Play } from '#flows/nodes/play/definition.ts'
import { promptOf } from '#flows/nodes/prompt.ts'
import { questionOf } from '#flows/nodes/question.ts'
import type { Voicemail } from '#flows/nodes/voicemail/definition.ts'
import { ownSpeech, sentencesIn } from '#flows/speech/sentences.ts'
import type { Speech } from '#flows/speech/speech.ts'
import { listedWords, plainWords } from '#flows/verbs/ask/reply.ts'
import { ENDS_MESSAGE, firstWordWithin } from '#flows/verbs/record/record.ts'
import { own, variable, type Draft } from '#infra/signalwire/documents/harmless.ts'
import { plays, spoken } from '#infra/signalwire/documents/speech.ts'
import type { DraftVerb } from '#infra/signalwire/documents/swml.ts'
import type { Connect, Record as RecordVerb } from '#infra/signalwire/documents/swml-types.ts'
import { voiceOf } from '#infra/signalwire/documents/voices.ts'
import { ask as asks, isAnswer, WAS_HEARD } from '#infra/signalwire/verbs/ask/ask.ts'
import { hangUpFor } from '#infra/signalwire/verbs/hang-up/hang-up.ts'

/** A verb of a document that tells nobody anything: without the addresses that documents of a call have. */
export type ExportedVerb =
  | DraftVerb
  | Draft<Untold<'connect', Connect['connect']>>
  | Draft<Untold<'record', RecordVerb['record']>>

type Untold<Name extends string, Verb> = {
  readonly [Key in Name]: Verb extends unknown ? Omit<Verb, 'status_url' | 'call_state_url'> : never
}

/** What a node becomes: what is done, and then by which exit the call goes on. */
export interface ExportedNode {
  readonly verbs: readonly ExportedVerb[]
  /** Looked at in turn, in the carrier's JavaScript; the last one holds always. None: the document has ended. */
  readonly ways: readonly { readonly exit: string; readonly when: string | null }[]
}

export interface ExportAround {
  /** The flow's name, which whoever is rung hears. */
  readonly name: string
  readonly speech: Speech | undefined
  /** Longest spoken text, in characters. */
  readonly limit: number
  /** The node's place in the document. */
  readonly at: number
}

/** The kinds that a document can do by itself. */
export const exportedKinds: Readonly<Record<string, (step: PlanNode, around: ExportAround) => ExportedNode>> = {
  'incoming-call': () => ({ verbs: [{ answer: {} }], ways: [{ exit: 'next', when: null }] }),
  play: (step, { speech, limit }) => {
    const { text, ...speaks } = settingsOf<Play>(step)
    return { verbs: [plays(promptOf(factsOf(speech), text, speaks), limit)], ways: [{ exit: 'next', when: null }] }
  },
  'hang-up': (step) => ({ verbs: [hangUpFor(settingsOf<HangUp>(step).cause)], ways: [] }),
  'phone-menu': (step, around) => {
    const menu = settingsOf<PhoneMenu>(step)
    const choices = menu.keys.map(({ key, name, words }) => ({ key, name, words: listedWords(words) }))
    const question = questionOf(factsOf(around.speech), menu, { text: menu.text, takes: { kind: 'choice', choices } })
    return {
      verbs: asked(question, around),
      ways: [
        ...oneByOne(choices).map((choice) => ({
          exit: `key-${choice.key}`,
          when: isAnswer({ kind: 'choice', choices: [choice] }, around.limit),
        })),
        ...unanswered,
      ],
    }
  },
  ask: (step, around) => {
    const settings = settingsOf<Ask>(step)
    const takes = takesOf(settings.takes)
    const question = questionOf(factsOf(around.speech), settings, { text: settings.text, takes })
    return {
      verbs: asked(question, around),
      ways: [{ exit: 'answered', when: isAnswer(takes, around.limit) }, ...unanswered],
    }
  },
  forward: (step, around) => ({
    verbs: [connect(settingsOf<Forward>(step), around)],
    ways: [
      { exit: 'answered', when: "connect_result == 'connected'" },
      { exit: 'busy', when: `${WHY}.search(/busy/) >= 0` },
      { exit: 'declined', when: `${WHY}.search(/declin/) >= 0` },
      { exit: 'failed', when: `${WHY}.search(/error|fail|found|invalid|unreach/) >= 0` },
      { exit: 'no-answer', when: null },
    ],
  }),
  voicemail: (step, { speech, limit }) => {
    const { greeting, maxSeconds, silenceSeconds, ...speaks } = settingsOf<Voicemail>(step)
    const limits = { maxSeconds, silenceSeconds }
    return {
      verbs: [
        ...(greeting === '' ? [] : [plays(promptOf(factsOf(speech), greeting, speaks), limit)]),
        {
          record: {
            beep: true,
            format: 'wav',
            max_length: maxSeconds,
            initial_timeout: firstWordWithin(limits),
            end_silence_timeout: silenceSeconds,
            terminators: ENDS_MESSAGE,
          },
        },
      ],
      // a document is not told why there is no recording
      ways: [
        { exit: 'left-message', when: `('' + record_result).search(/success|finished|recorded/) >= 0` },
        { exit: 'no-message', when: null },
      ],
    }
  },
}

/** Why whoever was rung was not reached; how it is spelled is not documented, and a variable that is not there is empty. */
const WHY = `('' + connect_failed_reason).toLowerCase()`

const unanswered = [
  { exit: 'invalid', when: WAS_HEARD },
  { exit: 'no-input', when: null },
] as const

/** First by keys, then by what says most of all that may be said: as we choose. */
function oneByOne(choices: readonly Choice[]): readonly Choice[] {
  const said = choices.flatMap((choice) => choice.words.map((words) => ({ ...choice, words: [words] })))
  const length = ({ words: [words = ''] }: Choice): number => plainWords(words).length
  return [
    ...choices.map((choice) => ({ ...choice, words: [] })),
    ...said.filter((one) => length(one) > 0).toSorted((a, b) => length(b) - length(a)),
  ]
}

/** What stands in a plan is as its kind wants it: the compiler has checked that. */
function settingsOf<Definition>({ config }: PlanNode): ConfigOf<Definition> {
  return config as ConfigOf<Definition>
}

function asked(question: ReturnType<typeof questionOf>, { limit, at }: ExportAround): readonly DraftVerb[] {
  return asks.render({ do: 'ask', question }, { limit, at, recordingUrl: '', toolsUrl: '', aiReportUrl: '' })
}

function factsOf(speech: Speech | undefined) {
  return speech ? { speech } : {}
}

function connect(
  { to, seconds, shows, confirm }: ConfigOf<Forward>,
  { name, speech, limit }: ExportAround,
): ExportedVerb {
  const ours = sentencesIn(speech?.language)
  const words = `${ours.callFor(spoken(name, Math.min(60, limit)), ours.aCaller)} ${ours.pressToAccept(ACCEPT_KEY)}`
  return {
    connect: {
      from: shows === 'caller' ? own`${variable('call.from')}` : own`${variable('call.to')}`,
      serial: [{ to: outsideAddress(to), timeout: seconds }],
      timeout: seconds,
      ringback: ['ring:us'],
      ...(confirm !== 'none' && {
        confirm: [
          {
            prompt: { play: `say:${words}`, ...voiceOf(ownSpeech(speech)), max_digits: 1, initial_timeout: 5 },
          },
          { cond: [{ when: `prompt_value != '${ACCEPT_KEY}'`, then: [hangUpFor('done')] }] },
        ],
        confirm_timeout: 15,
      }),
    },
  }
}
