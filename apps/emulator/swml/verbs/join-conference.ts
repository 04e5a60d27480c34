import { z } from 'zod'
import { Interrupted } from '../../clock.ts'
import type { RoomEvent } from '../../engine/rooms.ts'
import { runResult } from '../branch.ts'
import { amount, flag, read, type Session, type Verb } from '../session.ts'

const joinParams = z.looseObject({
  name: z.string().min(1),
  muted: flag.default(false),
  beep: z.string().default('true'),
  start_on_enter: flag.default(true),
  end_on_exit: flag.default(false),
  max_participants: amount.default(100_000),
  status_callback: z.string().optional(),
  status_callback_event: z.string().default('start end join leave')
})

type JoinOrderParams = z.output<typeof joinParams>

/** `join_conference`: stays in the conference until it ends or the leg goes; a full one is `failed`, and the document goes on. */
export const joinConference: Verb = async (params, session) => {
  const { leg, scope, services } = session
  const { result, ...rest } = z.looseObject({ result: z.unknown().optional() }).parse(params)
  const order = read(joinParams, { value: scope.expand(rest), verb: 'join_conference' })
  services.answer(leg)
  const outcome = await stay(session, order)
  Object.assign(scope.vars, { join_conference_result: outcome, return_value: outcome })
  return runResult(result, session)
}

function stay(session: Session, order: JoinOrderParams): Promise<'completed' | 'failed'> {
  const { leg, services, signal } = session
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(new Interrupted())
    const leave = services.rooms.join(leg, {
      name: order.name,
      muted: order.muted,
      beep: order.beep,
      startOnEnter: order.start_on_enter,
      endOnExit: order.end_on_exit,
      maxParticipants: order.max_participants,
      onEvent: (event) => tell(session, { order, event })
    }, () => {
      signal.removeEventListener('abort', gone)
      leg.hush()
      resolve('completed')
    })
    const gone = () => {
      leave?.()
      reject(new Interrupted())
    }
    if (leave) return signal.addEventListener('abort', gone, { once: true })
    leg.note('carrier', 'error', `the conference ${order.name} is full (${String(order.max_participants)})`)
    resolve('failed')
  })
}

const WORD: Record<RoomEvent['status'], string> = { 'conference-start': 'start', 'conference-end': 'end', 'participant-join': 'join', 'participant-leave': 'leave' }

function tell({ leg, services }: Session, { order, event }: { order: JoinOrderParams; event: RoomEvent }): void {
  if (!order.status_callback || !order.status_callback_event.split(/\s+/).includes(WORD[event.status])) return
  // Each participant's own URL gets its own news; who shares a URL with another would otherwise be told twice.
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
      ...(event.reasonEnded ? { reason_ended: event.reasonEnded, call_id_ending_conf: event.leg.id } : {})
    }
  })
}
