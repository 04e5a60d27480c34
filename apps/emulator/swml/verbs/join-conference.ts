import { z } from 'zod'
import { Interrupted } from '../../clock.ts'
import type { RoomEvent, Take } from '../../engine/rooms.ts'
import { runResult } from '../branch.ts'
import { amount, flag, read, type Session, type Verb } from '../session.ts'

const joinParams = z.looseObject({
  name: z.string().min(1),
  muted: flag.default(false),
  beep: z.string().default('true'),
  start_on_enter: flag.default(true),
  end_on_exit: flag.default(false),
  max_participants: amount.default(100_000),
  record: z.enum(['do-not-record', 'record-from-start']).default('do-not-record'),
  status_callback: z.string().optional(),
  status_callback_event: words('start end join leave mute hold modify speaker announcement').default(
    new Set(['start', 'end', 'join', 'leave']),
  ),
  recording_status_callback: z.string().optional(),
  recording_status_callback_event: words('in-progress completed absent').default(new Set(['completed'])),
})

/** Words separated by spaces, each one of those that are known. */
function words(known: string) {
  return z
    .string()
    .transform((text) => new Set(text.split(/\s+/).filter((word) => word !== '')))
    .refine((given) => [...given].every((word) => known.split(' ').includes(word)), `must be a list of ${known}`)
}

type JoinOrderParams = z.output<typeof joinParams>

/** `join_conference`: stays in the conference until it ends or the leg goes; a full one is `failed`, and the document goes on. */
export const joinConference: Verb = async (params, session) => {
  const { leg, scope, services } = session
  const { result, ...rest } = z.looseObject({ result: z.unknown().optional() }).parse(params)
  const order = read(joinParams, { value: scope.expand(rest), verb: 'join_conference' })
  services.answer(leg)
  const outcome = await stay(session, { order, hasResult: result !== undefined })
  Object.assign(scope.vars, { join_conference_result: outcome, return_value: outcome })
  return runResult(result, session)
}

function stay(
  session: Session,
  { order, hasResult }: { order: JoinOrderParams; hasResult: boolean },
): Promise<'completed' | 'failed'> {
  const { leg, services, signal } = session
  const records = order.record === 'record-from-start'
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(new Interrupted())
    const leave = services.rooms.join(
      leg,
      {
        name: order.name,
        muted: order.muted,
        beep: order.beep,
        startOnEnter: order.start_on_enter,
        endOnExit: order.end_on_exit,
        hasResult,
        maxParticipants: order.max_participants,
        recorder: records
          ? (take) => void keep(session, { order, take }).catch((trouble: unknown) => console.error(trouble))
          : null,
        onEvent: (event) => {
          tell(session, { order, event })
          if (records && event.status === 'conference-start')
            tellRecording(session, { order, word: 'in-progress', more: { conference_id: event.room.conferenceId } })
        },
      },
      () => {
        signal.removeEventListener('abort', gone)
        leg.hush()
        resolve('completed')
      },
    )
    const gone = () => {
      leave?.()
      reject(new Interrupted())
    }
    if (leave) return signal.addEventListener('abort', gone, { once: true })
    leg.note('carrier', 'error', `the conference ${order.name} is full (${String(order.max_participants)})`)
    resolve('failed')
  })
}

const WORD: Record<RoomEvent['status'], string> = {
  'conference-start': 'start',
  'conference-end': 'end',
  'participant-join': 'join',
  'participant-leave': 'leave',
  'participant-speech-start': 'speaker',
  'participant-speech-stop': 'speaker',
}

function tell({ leg, services }: Session, { order, event }: { order: JoinOrderParams; event: RoomEvent }): void {
  if (!order.status_callback || !order.status_callback_event.has(WORD[event.status])) return
  // Each participant's own URL gets its own news; whoever shares a URL with another would otherwise be told twice.
  if (event.leg !== leg) return
  services.tellStatus(leg, {
    url: order.status_callback,
    eventType: 'calling.conference',
    params: {
      call_id: event.leg.id,
      name: event.room.room,
      conference_id: event.room.conferenceId,
      status: event.status,
      size: event.size,
      muted: event.order.muted,
      hold: false,
      start_on_join: event.order.startOnEnter,
      end_on_leave: event.order.endOnExit,
      coaching: false,
      ...(event.reasonEnded ? { reason_ended: event.reasonEnded, call_id_ending_conf: event.leg.id } : {}),
    },
  })
}

/** Keeps what was said in a conference that is over. */
async function keep(session: Session, { order, take }: { order: JoinOrderParams; take: Take }): Promise<void> {
  const { leg, services } = session
  const { conferenceId, words: said, ms, startedAt } = take
  if (said.length === 0 || startedAt === null)
    return tellRecording(session, { order, word: 'absent', more: { conference_id: conferenceId } })
  const { id, url, seconds, bytes } = await services.keepRecording(leg, {
    words: said,
    seconds: ms / 1000,
    startedAt,
    stereo: false,
    conference: conferenceId,
  })
  leg.note('carrier', 'records', said.join(' '))
  tellRecording(session, {
    order,
    word: 'completed',
    more: { conference_id: conferenceId, recording_id: id, recording_url: url, duration: seconds, size: bytes },
  })
}

function tellRecording(
  { leg, services }: Session,
  {
    order,
    word,
    more,
  }: { order: JoinOrderParams; word: 'in-progress' | 'completed' | 'absent'; more: Record<string, unknown> },
): void {
  if (!order.recording_status_callback || !order.recording_status_callback_event.has(word)) return
  services.tellStatus(leg, {
    url: order.recording_status_callback,
    eventType: 'calling.conference',
    params: { call_id: leg.id, name: order.name, status: `record-${word}`, ...more },
  })
}
