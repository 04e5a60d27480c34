import { randomUUID } from 'node:crypto'
import type { Clock } from '../clock.ts'
import type { Settings } from '../settings.ts'
import type { Company, Leg } from './leg.ts'

/** How somebody joins a conference, as `join_conference` says it. */
export interface JoinOrder {
  name: string
  muted: boolean
  beep: string
  startOnEnter: boolean
  endOnExit: boolean
  /** Whether the document says what comes after the conference; without it, this participant's leaving may end it. */
  hasResult: boolean
  maxParticipants: number
  /** Gets what was said in the conference from its start on, once it is over; null when this participant asks for no recording. */
  recorder: ((take: Take) => void) | null
  /** Told of what happens in the conference while this participant is in it, and of its own joining and leaving. */
  onEvent: (event: RoomEvent) => void
}

/** What was said in a conference. `startedAt` is null when it never started. */
export interface Take {
  conferenceId: string
  words: string[]
  ms: number
  startedAt: number | null
}

/** What happens in a conference. */
export interface RoomEvent {
  status:
    | 'conference-start'
    | 'conference-end'
    | 'participant-join'
    | 'participant-leave'
    | 'participant-speech-start'
    | 'participant-speech-stop'
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
  deafen: () => void
}

/** A conference while anybody is in it. */
export class Room implements Company {
  readonly conferenceId: string = randomUUID()
  readonly room: string
  started = false
  readonly participants: Participant[] = []
  /** What the first who asked for a recording gets. */
  recorder: JoinOrder['recorder'] = null
  readonly take: Take = { conferenceId: this.conferenceId, words: [], ms: 0, startedAt: null }

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
  private readonly clock: Clock
  private readonly settings: Pick<Settings, 'conferenceWithoutResult'>

  constructor({ clock, settings }: { clock: Clock; settings: Pick<Settings, 'conferenceWithoutResult'> }) {
    this.clock = clock
    this.settings = settings
  }

  /**
   * Brings a leg into the conference of that name; `released` is called when it is put out because the conference ended.
   * Returns how to leave, or undefined when the conference is full.
   */
  join(leg: Leg, order: JoinOrder, released: () => void): (() => void) | undefined {
    const room = this.byName.get(order.name) ?? new Room(order.name)
    if (room.participants.length >= order.maxParticipants) return undefined
    this.byName.set(order.name, room)
    room.recorder ??= order.recorder
    const deafen = leg.listen((news) => {
      if (news.what !== 'words' || !room.started || order.muted) return
      room.take.words.push(news.text)
      room.take.ms += news.ms
      const tellOfSpeech = (status: RoomEvent['status']) =>
        order.onEvent({ status, room, leg, order, size: room.participants.length })
      tellOfSpeech('participant-speech-start')
      this.clock.after(news.ms, () => leg.company === room && tellOfSpeech('participant-speech-stop'))
    })
    room.participants.push({ leg, order, released, deafen })
    const starts = !room.started && order.startOnEnter
    if (starts) {
      room.started = true
      room.take.startedAt = this.clock.now()
    }
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
    participant.deafen()
    const { order } = participant
    leg.keepCompany(null)
    leg.note(leg.who, 'leaves', room.room)
    const size = room.participants.length
    const endsWithIt = order.endOnExit || (!order.hasResult && this.settings.conferenceWithoutResult === 'ends')
    const ends = size === 0 || endsWithIt
    const audience = [participant, ...room.participants]
    for (const one of audience) one.order.onEvent({ status: 'participant-leave', room, leg, order, size })
    if (!ends) return this.stir(room, leg, order.beep === 'true' || order.beep === 'onExit')
    const rest = room.participants.splice(0)
    this.byName.delete(room.room)
    for (const one of rest) {
      one.deafen()
      one.leg.keepCompany(null)
      one.leg.note(one.leg.who, 'leaves', `${room.room}: the conference ended`)
      for (const other of audience)
        other.order.onEvent({ status: 'participant-leave', room, leg: one.leg, order: one.order, size: 0 })
    }
    const reasonEnded = endsWithIt ? 'participant-with-end-on-exit-left' : 'last-participant-left'
    for (const one of audience) one.order.onEvent({ status: 'conference-end', room, leg, order, size: 0, reasonEnded })
    room.recorder?.(room.take)
    for (const one of rest) one.released()
  }

  private announce(room: Room, leg: Leg, order: JoinOrder, event: Pick<RoomEvent, 'status'>): void {
    for (const one of room.participants)
      one.order.onEvent({ ...event, room, leg, order, size: room.participants.length })
  }

  private stir(room: Room, newcomer: Leg, beeps: boolean): void {
    for (const { leg } of Array.from(room.participants)) {
      if (beeps && leg !== newcomer && room.started) leg.note(leg.who, 'hears', 'a beep')
      leg.lookAround()
    }
  }
}
