import { z } from 'zod'
import type { Choice, Prompt, Question, Takes } from '#flows/live-call.ts'
import { COMMON_LANGUAGE } from '#flows/speech/speech.ts'
import { listeningFor } from '#flows/verbs/ask/ask.ts'
import { plainWords } from '#flows/verbs/ask/reply.ts'
import { askResult } from '#flows/verbs/ask/result.ts'
import { own, variable } from '../../documents/harmless.ts'
import { plays, soundOf, spoken, voiceOfPrompt } from '../../documents/speech.ts'
import type { DraftVerb } from '../../documents/swml.ts'
import { filledText } from '../../filled-in.ts'
import type { CarrierVerb } from '../carrier-verb.ts'

export const ask: CarrierVerb<'ask'> = {
  render: ({ question, forgetsKeys }, { limit, at }) => [
    ...(forgetsKeys ? [TAKES_KEYS_AWAY] : []),
    ...tries(question, { limit, label: `asked_${at}` }),
  ],
  learns: {
    says: ({ question: { takes } }) => ({
      prompt_result: own`${variable('prompt_result')}`,
      prompt_value: own`${variable('prompt_value')}`,
      ...(takes.kind === 'digits' && takes.secret && { secret: true }),
    }),
    read: z
      .object({
        prompt_result: filledText.catch(null),
        prompt_value: filledText.catch(null),
        secret: z.unknown().optional(),
      })
      .transform(({ prompt_result: result, prompt_value: value, secret }) => {
        const by = result === null ? undefined : HEARD_BY.get(result)
        if (by === undefined) return { kind: 'heard-nothing' } as const
        const text = (value ?? '').slice(0, MOST_HEARD).toWellFormed()
        return { kind: 'heard', by, text, ...(secret === true && { secret: true as const }) } as const
      })
      .pipe(askResult),
  },
  rung: null,
  callback: null,
  inLog: null,
}

/** Hears for a moment whatever keys the carrier has kept, so that they do not answer what comes next. */
const TAKES_KEYS_AWAY: DraftVerb = {
  prompt: { play: 'silence:0.1', max_digits: 40, digit_timeout: 0.1, initial_timeout: 0.1 },
}

/** What came of a `prompt` in which something was heard. `no_match`: words that nobody could make out. */
const HEARD_BY: ReadonlyMap<string, 'keys' | 'voice'> = new Map([
  ['match_digits', 'keys'],
  ['match_speech', 'voice'],
  ['no_match', 'voice'],
])

/** Whether a question that has got no answer has heard anything, in the carrier's JavaScript. */
export const WAS_HEARD = [...HEARD_BY.keys()].map((result) => `prompt_result == '${result}'`).join(' || ')

/** Of what is said, no more is of any use. Characters. */
const MOST_HEARD = 1000

interface Place {
  readonly limit: number
  /** Where the document goes on once there is an answer. */
  readonly label: string
}

/** Asks again in the same document, so that nobody waits for us in between. What was heard last is there when it is done. */
function tries(question: Question, { limit, label }: Place): DraftVerb[] {
  const answered: DraftVerb = { goto: { label, when: isAnswer(question.takes, limit) } }
  const again = Array.from({ length: question.tries - 1 }, (): DraftVerb[] => [
    answered,
    {
      cond: [
        {
          when: WAS_HEARD,
          then: prompts(question, [question.again.invalid, question.prompt], limit),
          else: prompts(question, [question.again.silent, question.prompt], limit),
        },
      ],
    },
  ])
  return [
    // variables outlive a document: what another question has heard must not answer this one, should its prompt fail
    { set: { prompt_result: '', prompt_value: '' } },
    ...prompts(question, [question.prompt], limit),
    ...again.flat(),
    { label },
  ]
}

/** One try. All that is spoken is cut short by the first key, as far as one voice speaks it. */
function prompts({ takes, wait, language }: Question, heard: readonly Prompt[], limit: number): DraftVerb[] {
  const voices = heard.map(voiceOfPrompt)
  const voice = voices.at(-1)
  const other = voices.findLastIndex((one) => JSON.stringify(one) !== JSON.stringify(voice))
  const { mostKeys, ends, keyPause, speech } = listeningFor(takes)
  return [
    ...heard.slice(0, other + 1).map((prompt) => plays(prompt, limit)),
    {
      prompt: {
        play: heard.slice(other + 1).map((prompt) => soundOf(prompt, limit)),
        ...voice,
        max_digits: mostKeys,
        ...(ends !== null && { terminators: ends }),
        digit_timeout: keyPause,
        initial_timeout: wait,
        ...(speech && {
          speech_timeout: speech.most,
          speech_end_timeout: speech.pause,
          speech_language: language ?? COMMON_LANGUAGE,
          speech_hints: hintsOf(takes, limit),
        }),
      },
    },
  ]
}

function hintsOf(takes: Takes, limit: number): string[] {
  switch (takes.kind) {
    case 'choice':
      return wordsOf(takes.choices, limit)
    case 'words':
      return takes.hints.map((hint) => fewWords(hint, limit))
    case 'digits':
      return []
  }
}

/**
 * Whether what was heard is an answer, in the carrier's JavaScript. It only decides whether to ask again: what the answer is, we
 * decide by the same rule (`replyTo`). Foreign words stand in it as letters, digits and blanks alone.
 */
export function isAnswer(takes: Takes, limit: number): string {
  const keyed = `prompt_result == 'match_digits'`
  const said = `prompt_result == 'match_speech'`
  switch (takes.kind) {
    case 'choice': {
      const keys = takes.choices.map(({ key }) => `prompt_value == '${key}'`).join(' || ')
      const words = wordsOf(takes.choices, limit).filter((each) => each !== '')
      const isChosen = words.length === 0 ? '' : ` || (${said} && ${PLAIN}.search(/ (${words.join('|')}) /) >= 0)`
      return `(${keyed} && (${keys}))${isChosen}`
    }
    case 'digits': {
      const { fewest, most } = takes
      return `${keyed} && ${TEXT}.search(/[^0-9]/) < 0 && ${TEXT}.length >= ${fewest} && ${TEXT}.length <= ${most}`
    }
    case 'words':
      return said
  }
}

function wordsOf(choices: readonly Choice[], limit: number): string[] {
  return choices.flatMap(({ words }) => words.map((each) => fewWords(each, limit)))
}

/** Words that stand for something are few, and they stand in a document many times. */
function fewWords(words: string, limit: number): string {
  return plainWords(spoken(words, Math.min(limit, 100)))
}

/** What was heard, whether the carrier has it as a text or as a number. */
const TEXT = "('' + prompt_value)"

/** The same as words with blanks around each, near enough to `plainWords`. */
const PLAIN = `(' ' + ${TEXT}.toLowerCase().split(/[\\s.,;:!?\\u0027\\u2019-]+/).join(' ') + ' ')`
