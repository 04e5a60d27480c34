import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { Interrupted, pause } from '../../clock.ts'
import { nextInput, takeKey, type Input } from '../input.ts'
import { amount, NEXT, read, type Session, type Verb } from '../session.ts'
import { playSounds } from '../sounds.ts'

const promptParams = z.looseObject({
  play: z.union([z.string().transform((url) => [url]), z.array(z.string())]),
  max_digits: amount.optional(),
  terminators: z.string().optional(),
  digit_timeout: amount.optional(),
  initial_timeout: amount.optional(),
  speech_timeout: amount.optional(),
  speech_end_timeout: amount.optional(),
  speech_language: z.string().optional(),
  speech_hints: z.array(z.string()).optional(),
  speech_engine: z.string().optional(),
  status_url: z.string().optional(),
})

type PromptOrder = z.output<typeof promptParams>

/** What is listened for: keys; with a parameter about speech, speech; with one about keys as well, both. */
function wanted(order: PromptOrder): { keys: boolean; speech: boolean } {
  const given = (...names: (keyof PromptOrder)[]) => names.some((name) => order[name] !== undefined)
  const speech = given('speech_timeout', 'speech_end_timeout', 'speech_language', 'speech_hints', 'speech_engine')
  return { speech, keys: !speech || given('max_digits', 'terminators', 'digit_timeout', 'initial_timeout') }
}

/** `prompt`: plays and takes keys, speech or either; both cut the playing short. */
export const prompt: Verb = async (params, session) => {
  const { leg, scope, services } = session
  const order = read(promptParams, { value: scope.expand(params), verb: 'prompt' })
  const controlId = randomUUID()
  services.answer(leg)
  const first = await playUntilInput(session, order)
  if (first.kind === 'words') await finishWithSpeech(session, { order, words: first })
  else if (first.kind === 'keys') await collectKeys(session, order)
  else finish(session, { prompt_result: 'no_input', prompt_value: '' })
  if (order.status_url)
    services.tellStatus(leg, {
      url: order.status_url,
      eventType: 'calling.call.collect',
      params: { control_id: controlId, result: eventResult(scope.vars), final: true },
    })
  return NEXT
}

async function playUntilInput(session: Session, order: PromptOrder): Promise<Input> {
  const {
    leg,
    services: { clock },
    signal,
  } = session
  const { keys, speech } = wanted(order)
  const playing = new AbortController()
  const both = AbortSignal.any([signal, playing.signal])
  const wait = async (ms: number, until: AbortSignal): Promise<Input> => {
    const end = clock.now() + ms
    for (;;) {
      const input = await nextInput(leg, { clock, ms: end - clock.now(), signal: until })
      // A key that nobody asked for is forgotten: left waiting, it would answer the next question.
      if (input.kind === 'keys' && !keys) takeKey(leg)
      else if (input.kind !== 'words' || speech) return input
    }
  }
  const heard = playSounds(session, { urls: order.play, signal: both }).then((): Input => ({ kind: 'nothing' }))
  const early = wait(Infinity, both)
  const outcome = await Promise.race([heard, early]).finally(() => {
    playing.abort()
    for (const loser of [heard, early]) loser.catch(ignoreInterruption)
  })
  leg.hush()
  return outcome.kind === 'nothing' ? wait((order.initial_timeout ?? 5) * 1000, signal) : outcome
}

/** The loser of the race was interrupted on purpose; a sound that failed has nothing more to say once a key came. */
function ignoreInterruption(error: unknown): void {
  if (!(error instanceof Interrupted) && !(error instanceof Error)) throw error
}

async function collectKeys(session: Session, order: PromptOrder): Promise<void> {
  const {
    leg,
    services: { clock },
    signal,
  } = session
  const { max_digits: most = 1, digit_timeout: patience = 5, terminators = '' } = order
  let digits = ''
  while (digits.length < most) {
    const input = await nextInput(leg, { clock, ms: patience * 1000, signal })
    if (input.kind === 'nothing') break
    const key = input.kind === 'keys' ? takeKey(leg) : undefined
    if (key === undefined) continue
    if (terminators.includes(key)) return finish(session, { ...matched(digits), prompt_digit_terminator: key })
    digits += key
  }
  finish(session, { ...matched(digits), prompt_digit_terminator: '' })
}

function matched(digits: string): Record<string, unknown> {
  return { prompt_result: digits === '' ? 'no_input' : 'match_digits', prompt_value: digits }
}

/** A result comes once the sentence is over and some silence has passed, at the latest after the time that speech is given. */
async function finishWithSpeech(
  session: Session,
  { order, words: { text, ms } }: { order: PromptOrder; words: Extract<Input, { kind: 'words' }> },
): Promise<void> {
  const longestMs = (order.speech_timeout ?? Infinity) * 1000
  await pause(session.services.clock, {
    ms: Math.min(ms + (order.speech_end_timeout ?? 0) * 1000, longestMs),
    signal: session.signal,
  })
  finish(session, { prompt_result: 'match_speech', prompt_value: text, prompt_speech_confidence: 95 })
}

function finish({ scope }: Session, result: Record<string, unknown>): void {
  Object.assign(scope.vars, result, { return_value: result.prompt_result })
}

function eventResult(vars: Record<string, unknown>): Record<string, unknown> {
  switch (vars.prompt_result) {
    case 'match_digits':
      return { type: 'digit', params: { digits: vars.prompt_value, terminator: vars.prompt_digit_terminator } }
    case 'match_speech':
      return { type: 'speech', params: { text: vars.prompt_value, confidence: vars.prompt_speech_confidence } }
    default:
      return { type: 'no_input' }
  }
}
