import type { Account } from '../account.ts'
import { isHttpUrl } from '../carrier/source.ts'
import type { Clock } from '../clock.ts'
import type { Callbacks } from '../outgoing/callbacks.ts'
import type { Settings } from '../settings.ts'
import type { Leg } from './leg.ts'

/** Tells those who want to hear of it what became of a leg, in the carrier's event envelope. */
export class Status {
  private readonly parts: { account: Account; clock: Clock; callbacks: Callbacks; settings: Settings }

  constructor(parts: { account: Account; clock: Clock; callbacks: Callbacks; settings: Settings }) {
    this.parts = parts
  }

  /** Sends the state that a leg has just entered to every target that asked for it. */
  tellState(leg: Leg): void {
    for (const target of leg.statusTargets) {
      if (!target.events.includes(leg.state)) continue
      const params = stateParams(leg)
      if (target.byDial && this.parts.settings.flatCallbacks)
        this.post(leg, { url: target.url, body: { call_id: leg.id, ...params } })
      else this.tell(leg, { url: target.url, eventType: 'calling.call.state', params })
    }
  }

  /** Sends any event of a leg. */
  tell(
    leg: Leg,
    { url, eventType, params }: { url: string; eventType: string; params: Record<string, unknown> },
  ): void {
    const isAddress: boolean = isHttpUrl(url)
    if (!isAddress)
      return leg.note(
        'carrier',
        'notes',
        `${JSON.stringify(url.slice(0, 200))} is no http or https address: nobody is told of ${eventType}`,
      )
    const { account, clock } = this.parts
    const ids = { call_id: leg.id, node_id: leg.nodeId, segment_id: leg.id }
    this.post(leg, {
      url,
      body: {
        event_type: eventType,
        event_channel: leg.channel,
        timestamp: clock.now() / 1000,
        project_id: account.projectId,
        space_id: account.spaceId,
        params: { ...ids, ...params },
      },
    })
  }

  private post(leg: Leg, { url, body }: { url: string; body: object }): void {
    const quirk = QUIRKS[leg.to]
    this.parts.callbacks.send({ url, body, key: leg.id, untraced: leg.forgotten, ...(quirk ? { quirk } : {}) })
  }
}

/** Numbers whose callbacks misbehave by themselves. */
const QUIRKS: Record<string, 'twice' | 'out of order'> = { '+12025550194': 'twice', '+12025550195': 'out of order' }

/** What the carrier says about a leg's state. Times are epoch milliseconds, as a field capture shows them. */
function stateParams(leg: Leg): Record<string, unknown> {
  const { times } = leg
  return {
    call_state: leg.state,
    direction: leg.direction,
    device: { type: leg.device, params: { from_number: leg.from, to_number: leg.to } },
    ...(leg.parent
      ? { parent: { call_id: leg.parent.id, node_id: leg.parent.nodeId, device_type: leg.parent.device } }
      : {}),
    start_time: times.created ?? times.queued,
    ...(times.answered === undefined ? {} : { answer_time: times.answered }),
    ...(leg.isOver ? { end_time: times.ended, end_reason: leg.endReason } : {}),
  }
}
