import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { Interrupted, pause } from '../../clock.ts'
import { nextInput, takeKey } from '../input.ts'
import { amount, flag, NEXT, read, type Session, type Verb } from '../session.ts'

const recordParams = z.looseObject({
  stereo: flag.default(false),
  terminators: z.string().default('#'),
  beep: flag.default(false),
  initial_timeout: amount.default(4),
  end_silence_timeout: amount.default(5),
  max_length: amount.optional(),
  status_url: z.string().optional(),
})

type RecordOrder = z.output<typeof recordParams> & { controlId: string }

const BEEP_MS = 500

/** What was said so far: only speech is kept, so that a recording is as long as its words. */
interface Take {
  words: string[]
  ms: number
  startedAt: number
}

/** `record`: listens until a terminator, silence, the longest length or the end of the call; the words are kept in each case. */
export const record: Verb = async (params, session) => {
  const { leg, scope, services, signal } = session
  const order = { ...read(recordParams, { value: scope.expand(params), verb: 'record' }), controlId: randomUUID() }
  services.answer(leg)
  if (order.beep) {
    leg.hear('speech', 'a beep')
    await pause(services.clock, { ms: BEEP_MS, signal })
  }
  leg.hush()
  leg.keys = ''
  leg.note('carrier', 'records', 'recording begins')
  const take: Take = { words: [], ms: 0, startedAt: services.clock.now() }
  tell(session, { order, state: 'recording' })
  try {
    await listen(session, { order, take })
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error
    keep(session, { order, take }).catch((trouble: unknown) => console.error(trouble))
    throw error
  }
  await keep(session, { order, take })
  return NEXT
}

async function listen(
  { leg, services: { clock }, signal }: Session,
  { order, take }: { order: RecordOrder; take: Take },
): Promise<void> {
  const longestMs = (order.max_length ?? Infinity) * 1000
  let patience = order.initial_timeout * 1000
  for (;;) {
    const left = longestMs - (clock.now() - take.startedAt)
    if (left <= 0) return
    const input = await nextInput(leg, { clock, ms: Math.min(patience, left), signal })
    if (input.kind === 'nothing') return
    if (input.kind === 'keys' && order.terminators.includes(takeKey(leg) ?? '')) return
    if (input.kind !== 'words') continue
    take.words.push(input.text)
    take.ms = Math.min(take.ms + input.ms, longestMs)
    patience = input.ms + order.end_silence_timeout * 1000
  }
}

async function keep(session: Session, { order, take }: { order: RecordOrder; take: Take }): Promise<void> {
  const { leg, scope, services } = session
  if (take.words.length === 0) {
    leg.note('carrier', 'records', 'nothing was said')
    Object.assign(scope.vars, { record_result: 'failed', record_url: '', return_value: 'failed' })
    return tell(session, { order, state: 'no_input' })
  }
  const { id, url, seconds, bytes } = await services.keepRecording(leg, {
    words: take.words,
    seconds: take.ms / 1000,
    startedAt: take.startedAt,
    stereo: order.stereo,
    conference: null,
  })
  leg.note('carrier', 'records', take.words.join(' '))
  Object.assign(scope.vars, { record_result: 'success', record_url: url, return_value: 'success' })
  const times = { start_time: take.startedAt / 1000, end_time: services.clock.now() / 1000 }
  tell(session, { order, state: 'finished', more: { url, duration: seconds, size: bytes, recording_id: id, ...times } })
}

/** The flat layout that is documented for `record`. */
function tell(
  { leg, services }: Session,
  { order, state, more = {} }: { order: RecordOrder; state: string; more?: Record<string, unknown> },
): void {
  if (!order.status_url) return
  const { controlId, stereo } = order
  services.tellStatus(leg, {
    url: order.status_url,
    eventType: 'calling.call.record',
    params: { control_id: controlId, state, ...more, record: { audio: { format: 'wav', direction: 'speak', stereo } } },
  })
}
