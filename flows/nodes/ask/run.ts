import type { ConfigOf, Run } from '../../language/node.ts'
import type { LiveCall, Question, Takes } from '../../live-call.ts'
import { ourPrompt } from '../../speech/our-prompt.ts'
import { ownSpeech, sentencesIn } from '../../speech/sentences.ts'
import { speechFrom } from '../../speech/speech.ts'
import { listedWords } from '../../verbs/ask/reply.ts'
import { questionOf } from '../question.ts'
import type { Ask } from './definition.ts'

/** Asks until there is an answer that need not be read back, or one that the caller finds right. */
export const run: Run<Ask> = async (call, config) => {
  const question = questionOf(call.facts, config, { text: config.text, takes: takesOf(config.takes) })
  for (let round = 1; round <= config.tries; round += 1) {
    const reply = await call.ask(question)
    if (reply.kind !== 'answered') return reply.kind
    const { answer } = reply
    const isRight = config.takes.kind === 'secret-digits' || config.takes.readBack === 'no'
    const said = isRight ? RIGHT : await readBack(call, { config, answer })
    if (said === RIGHT) return { exit: 'answered', gives: { answer } }
    if (said !== AGAIN) return said
  }
  return 'invalid'
}

const RIGHT = '1'
const AGAIN = '2'

/** What counts as an answer, as its settings say. */
export function takesOf(takes: ConfigOf<Ask>['takes']): Takes {
  if (takes.kind === 'words') return { kind: 'words', hints: listedWords(takes.hints) }
  const { fewest, most, ends } = takes
  return {
    kind: 'digits',
    fewest,
    most,
    ends: ends === 'pause' ? null : ends,
    ...(takes.kind === 'secret-digits' && { secret: true }),
  }
}

/** What the caller says of an answer that is read back: right, again, or nothing that counts. */
async function readBack(
  call: LiveCall,
  { config, answer }: { readonly config: ConfigOf<Ask>; readonly answer: string },
): Promise<typeof RIGHT | typeof AGAIN | 'invalid' | 'no-input'> {
  const reply = await call.ask(isItRight(call, { config, answer }))
  if (reply.kind !== 'answered') return reply.kind
  return reply.answer === RIGHT ? RIGHT : AGAIN
}

/** In our own words, so that it is understood in the language in which it is asked. */
function isItRight(
  { facts }: LiveCall,
  { config, answer }: { readonly config: ConfigOf<Ask>; readonly answer: string },
): Question {
  const speech = speechFrom(config, facts.speech)
  const own = ownSpeech(speech)
  const ours = sentencesIn(speech?.language)
  const isSaid = config.takes.kind === 'words'
  const heard = isSaid ? ours.youSaid(answer) : ours.youEntered([...answer].join(' '))
  return {
    prompt: ourPrompt(speech, () => `${heard} ${ours.rightOrAgain(RIGHT, AGAIN)}`),
    takes: {
      kind: 'choice',
      choices: [
        { key: RIGHT, name: 'Right', words: isSaid ? ours.right : [] },
        { key: AGAIN, name: 'Again', words: isSaid ? ours.again : [] },
      ],
    },
    wait: config.wait,
    tries: 2,
    again: {
      invalid: ourPrompt(speech, (our) => our.noValidAnswer),
      silent: ourPrompt(speech, (our) => our.noAnswer),
    },
    ...(own && { language: own.language }),
  }
}
