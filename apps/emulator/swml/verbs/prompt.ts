import { z } from 'zod'
import { Interrupted } from '../../clock.ts'
import { nextInput, takeKey, type Input } from '../input.ts'
import { amount, NEXT, read, type Session, type Verb } from '../session.ts'
import { playSounds } from '../sounds.ts'

const promptParams = z.looseObject({
  play: z.union([z.string().transform((url) => [url]), z.array(z.string())]),
  max_digits: amount.default(1),
  terminators: z.string().default(''),
  digit_timeout: amount.default(5),
  initial_timeout: amount.default(5),
  speech_timeout: amount.optional(),
  speech_end_timeout: amount.optional(),
  speech_language: z.string().optional(),
  speech_hints: z.array(z.string()).optional(),
  speech_engine: z.string().optional(),
  status_url: z.string().optional()
})

type PromptOrder = z.output<typeof promptParams>

/** `prompt`: plays and takes keys, or speech when any speech parameter is set; both cut the playing short. */
export const prompt: Verb = async (params, session) => {
  const { leg, scope, services } = session
  const order = read(promptParams, { value: scope.expand(params), verb: 'prompt' })
  services.answer(leg)
  const first = await playUntilInput(session, order)
  if (first.kind === 'words') finishWithSpeech(session, first.text)
  else if (first.kind === 'keys') await collectKeys(session, order)
  else finish(session, { prompt_result: 'no_input', prompt_value: '' })
  if (order.status_url) services.tellStatus(leg, { url: order.status_url, eventType: 'calling.call.collect', params: { result: eventResult(scope.vars), final: true } })
  return NEXT
}

async function playUntilInput(session: Session, order: PromptOrder): Promise<Input> {
  const { leg, services: { clock }, signal } = session
  const wantsSpeech = [order.speech_timeout, order.speech_end_timeout, order.speech_language, order.speech_hints, order.speech_engine].some((one) => one !== undefined)
  const playing = new AbortController()
  const both = AbortSignal.any([signal, playing.signal])
  const wait = async (ms: number, until: AbortSignal): Promise<Input> => {
    const input = await nextInput(leg, { clock, ms, signal: until })
    return input.kind === 'words' && !wantsSpeech ? wait(ms, until) : input
  }
  const heard = playSounds(session, { urls: order.play, signal: both }).then((): Input => ({ kind: 'nothing' }))
  const early = wait(Infinity, both)
  const outcome = await Promise.race([heard, early]).finally(() => {
    playing.abort()
    for (const loser of [heard, early]) loser.catch(ignoreInterruption)
  })
  leg.hush()
  return outcome.kind === 'nothing' ? wait(order.initial_timeout * 1000, signal) : outcome
}

/** The loser of the race was interrupted on purpose; a sound that failed has nothing more to say once a key came. */
function ignoreInterruption(error: unknown): void {
  if (!(error instanceof Interrupted) && !(error instanceof Error)) throw error
}

async function collectKeys(session: Session, order: PromptOrder): Promise<void> {
  const { leg, services: { clock }, signal } = session
  let digits = ''
  while (digits.length < order.max_digits) {
    const input = await nextInput(leg, { clock, ms: order.digit_timeout * 1000, signal })
    if (input.kind === 'nothing') break
    const key = input.kind === 'keys' ? takeKey(leg) : undefined
    if (key === undefined) continue
    if (order.terminators.includes(key)) return finish(session, { ...matched(digits), prompt_digit_terminator: key })
    digits += key
  }
  finish(session, { ...matched(digits), prompt_digit_terminator: '' })
}

function matched(digits: string): Record<string, unknown> {
  return { prompt_result: digits === '' ? 'no_input' : 'match_digits', prompt_value: digits }
}

function finishWithSpeech(session: Session, text: string): void {
  finish(session, { prompt_result: 'match_speech', prompt_value: text, prompt_speech_confidence: 95 })
}

function finish({ scope }: Session, result: Record<string, unknown>): void {
  Object.assign(scope.vars, result, { return_value: result.prompt_result })
}

function eventResult(vars: Record<string, unknown>): Record<string, unknown> {
  switch (vars.prompt_result) {
    case 'match_digits': return { type: 'digit', params: { digits: vars.prompt_value, terminator: vars.prompt_digit_terminator } }
    case 'match_speech': return { type: 'speech', params: { text: vars.prompt_value, confidence: vars.prompt_speech_confidence } }
    default: return { type: 'no_input' }
  }
}
