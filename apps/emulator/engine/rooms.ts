import { randomUUID } from 'node:crypto'
import type { Company, Leg } from './leg.ts'

/** How somebody joins a conference, as `join_conference` says it. */
export interface JoinOrder {
  name: string
  muted: boolean
  beep: string
  startOnEnter: boolean
  endOnExit: boolean
  maxParticipants: number
  /** Told of what happens in the conference while this participant is in it, and of its own joining and leaving. */
  onEvent: (event: RoomEvent) => void
}

/** What happens in a conference. */
export interface RoomEvent {
  status: 'conference-start' | 'conference-end' | 'participant-join' | 'participant-leave'
  room: Room
  leg: Leg
  order: JoinOrder
  size: number
  /** With conference-end: why. */
  reasonEnded?: string
}

interface Participant {
  leg: Leg
  order: JoinOrder
  released: () => void
}

/** A conference while anybody is in it. */
export class Room implements Company {
  readonly conferenceId: string = randomUUID()
  readonly room: string
  started = false
  readonly participants: Participant[] = []

  constructor(name: string) {
    this.room = name
  }

  /** Those who hear the leg and are heard by it: nobody before the start, nobody who is muted. */
  others(leg: Leg): Leg[] {
    if (!this.started || this.participants.some((one) => one.leg === leg && one.order.muted)) return []
    return this.participants.filter((one) => one.leg !== leg && !one.order.muted).map((one) => one.leg)
  }
}

/** All conferences, by name. */
export class Rooms {
  private readonly byName = new Map<string, Room>()

  /**
   * Brings a leg into the conference of that name; `released` is called when it is put out because the conference ended.
   * Answers how to leave, or undefined when the conference is full.
   */
  join(leg: Leg, order: JoinOrder, released: () => void): (() => void) | undefined {
    const room = this.byName.get(order.name) ?? new Room(order.name)
    if (room.participants.length >= order.maxParticipants) return undefined
    this.byName.set(order.name, room)
    room.participants.push({ leg, order, released })
    const starts = !room.started && order.startOnEnter
    if (starts) room.started = true
    leg.keepCompany(room)
    leg.note(leg.who, 'joins', room.room)
    if (starts) this.announce(room, leg, order, { status: 'conference-start' })
    this.announce(room, leg, order, { status: 'participant-join' })
    this.stir(room, leg, order.beep === 'true' || order.beep === 'onEnter')
    return () => this.leave(room, leg)
  }

  private leave(room: Room, leg: Leg): void {
    const place = room.participants.findIndex((one) => one.leg === leg)
    const participant = room.participants[place]
    if (!participant) return
    room.participants.splice(place, 1)
    const { order } = participant
    leg.keepCompany(null)
    leg.note(leg.who, 'leaves', room.room)
    const size = room.participants.length
    const ends = size === 0 || order.endOnExit
    const audience = [participant, ...room.participants]
    for (const one of audience) one.order.onEvent({ status: 'participant-leave', room, leg, order, size })
    if (!ends) return this.stir(room, leg, order.beep === 'true' || order.beep === 'onExit')
    const rest = room.participants.splice(0)
    this.byName.delete(room.room)
    for (const one of rest) {
      one.leg.keepCompany(null)
      one.leg.note(one.leg.who, 'leaves', `${room.room}: the conference ended`)
      for (const other of audience) other.order.onEvent({ status: 'participant-leave', room, leg: one.leg, order: one.order, size: 0 })
    }
    const reasonEnded = order.endOnExit ? 'participant-with-end-on-exit-left' : 'last-participant-left'
    for (const one of audience) one.order.onEvent({ status: 'conference-end', room, leg, order, size: 0, reasonEnded })
    for (const one of rest) one.released()
  }

  private announce(room: Room, leg: Leg, order: JoinOrder, event: Pick<RoomEvent, 'status'>): void {
    for (const one of room.participants) one.order.onEvent({ ...event, room, leg, order, size: room.participants.length })
  }

  private stir(room: Room, newcomer: Leg, beeps: boolean): void {
    for (const { leg } of Array.from(room.participants)) {
      if (beeps && leg !== newcomer && room.started) leg.note(leg.who, 'hears', 'a beep')
      leg.lookAround()
    }
  }
}
