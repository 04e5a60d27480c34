import { z } from 'zod'
import { joinResult } from '#flows/verbs/join/result.ts'
import type { DraftVerb } from '../../documents/swml.ts'
import { id, parsed } from '../../news-forms.ts'
import type { CarrierVerb } from '../carrier-verb.ts'

export const join: CarrierVerb<'join'> = {
  render: ({ room }) => [joinRoom(room)],
  // that it asks at all says that the caller is out of the room
  learns: {
    says: {},
    read: z
      .unknown()
      .transform(() => ({ kind: 'left-room' }) as const)
      .pipe(joinResult),
  },
  rung: null,
  callback: {
    event: 'calling.conference',
    read: (params, at) =>
      parsed(roomForm, params, ({ name, status, call_id }) => ({
        kind: 'room',
        room: name,
        what: status,
        call: call_id,
        at,
      })),
  },
  inLog: null,
}

const roomForm = z.object({ name: z.string(), status: z.string(), call_id: id })

/**
 * Two people meet here. Whoever leaves ends the room, so the other's document goes on at once, whether or not anybody
 * of ours hears of it. `result` says that it goes on with its next verb: without one, the carrier's reference has the
 * conference end for everybody, and its SDK leaves that open.
 */
export function joinRoom(room: string): DraftVerb {
  return {
    join_conference: {
      name: room,
      start_on_enter: true,
      end_on_exit: true,
      max_participants: 2,
      beep: 'false',
      result: [{ when: "join_conference_result == 'failed'", then: [{ play: { url: 'silence:0.2' } }] }],
    },
  }
}
