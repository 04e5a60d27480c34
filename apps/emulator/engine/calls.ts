import type { Leg, TimelineNote } from './leg.ts'

/** Somebody's call to a business number, and every leg that was placed for it. */
export interface Call {
  readonly caller: Leg
  readonly legs: Leg[]
  readonly recordings: { id: string; url: string; seconds: number }[]
}

const KEPT = 5000

/** All calls, newest first, and the art of telling which leg belongs to which. */
export class Calls {
  private readonly byId = new Map<string, Call>()

  /** Opens the story of a caller's leg. */
  open(caller: Leg): Call {
    const call: Call = { caller, legs: [], recordings: [] }
    caller.callId = caller.id
    this.byId.set(caller.id, call)
    if (this.byId.size > KEPT)
      for (const [id, old] of this.byId) if (old.caller.isOver && this.byId.size > KEPT) this.byId.delete(id)
    return call
  }

  get(id: string): Call | undefined {
    return this.byId.get(id)
  }

  /** Newest first. */
  all(): Call[] {
    return [...this.byId.values()].reverse()
  }

  /** Puts a leg into a call's story. */
  adopt(call: Call, leg: Leg): void {
    if (leg.callId) return
    leg.callId = call.caller.id
    call.legs.push(leg)
  }

  /**
   * The call that an API `dial` is for. The carrier is not told, so it is gathered: from a call id anywhere in the
   * command (URLs, names of rooms, custom variables), else from the newest open call between the numbers in it.
   */
  callOf({ from, order }: { from: string; order: unknown }): Call | undefined {
    for (const [id] of JSON.stringify(order).matchAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g)) {
      const call = this.byId.get(id)
      if (call) return call
    }
    return this.all().find(({ caller }) => !caller.isOver && (caller.to === from || caller.from === from))
  }

  /** The story so far, of all legs, in the order in which it happened. */
  timeline(call: Call): TimelineNote[] {
    return [call.caller, ...call.legs].flatMap((leg) => leg.timeline).toSorted((one, two) => one.seq - two.seq)
  }
}
