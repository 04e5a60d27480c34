import { harbourBikes } from '#apps/web/demo-data.ts'
import { story } from '#flows/story/story.ts'
import type { Behaviour } from '#flows/rehearsal/phone.ts'
import type { CallerView, PhoneView, StagedCall, StagedPhone, StoryView } from '../stage.ts'
import type { ControlPlane, SeenCall, SeenPhone } from './control-plane.ts'
import type { StackGround } from './stack-ground.ts'

/** A call that the emulator carries and the product answers. */
export class StackCall implements StagedCall {
  readonly id: string
  readonly #ground: StackGround
  readonly #plane: ControlPlane

  constructor(ground: StackGround, plane: ControlPlane, id: string) {
    this.#ground = ground
    this.#plane = plane
    this.id = id
  }

  async look(): Promise<CallerView> {
    const call = await this.#plane.call(this.id)
    return {
      ended: call.state === 'ended',
      hears: hearsOf(call),
      sentences: call.timeline.flatMap(({ who, what, detail }) =>
        who === 'caller' && what === 'hears' ? [detail] : [],
      ),
      talksTo: harbourBikes.people.find(({ phone }) => phone !== undefined && phone === call.with)?.name ?? call.with,
      longestSilence: 0,
    }
  }

  async story(): Promise<StoryView> {
    const found = await this.#ground.read(this.id).catch(() => null)
    if (!found) return { sentences: [], events: [], outcome: null, recordings: [] }
    return {
      sentences: story(found.events).map(({ text }) => text),
      events: found.events,
      outcome: found.record.outcome,
      recordings: found.record.recordings,
    }
  }

  async says(text: string): Promise<void> {
    await this.#plane.caller(this.id, 'say', { text })
  }

  async presses(keys: string): Promise<void> {
    await this.#plane.caller(this.id, 'press', { keys })
  }

  async hangsUp(): Promise<void> {
    await this.#plane.caller(this.id, 'hang-up')
  }

  async openLegs(): Promise<number> {
    return (await this.#plane.call(this.id)).legs.filter((leg) => leg.state !== 'ended').length
  }

  /** The last sentence that somebody at this number heard in this call. */
  async heardBy(number: string): Promise<string | undefined> {
    return (await this.#plane.call(this.id)).timeline.findLast(({ who, what }) => who === number && what === 'hears')
      ?.detail
  }

  async timeline(): Promise<string> {
    const { timeline } = await this.#plane.call(this.id)
    const events = (await this.#ground.read(this.id).catch(() => null))?.events ?? []
    const { sentences } = await this.story()
    return [
      `call ${this.id}`,
      ...timeline.map(({ ms, who, what, detail }) => `${(ms / 1000).toFixed(3)} ${who} ${what}: ${detail}`),
      'its story:',
      ...sentences,
      'its events:',
      ...events.map(({ key, what }) => `${key} ${JSON.stringify(what)}`),
    ].join('\n')
  }
}

function hearsOf({ hears, timeline }: SeenCall): CallerView['hears'] {
  if (timeline.findLast(({ what }) => what === 'records')?.detail === 'recording begins') return 'recording'
  switch (hears) {
    case 'ringback':
      return 'ringing'
    case 'speech':
      return 'speech'
    case 'person':
      return 'room'
    case 'music':
    case 'silence':
    case 'nothing':
      return 'nothing'
  }
}

export interface PhoneOnStack {
  readonly name: string
  readonly number: string
  /** ISO-8601: what rang before is another story. */
  readonly since: string
  /** The last sentence that somebody at this number heard. */
  heard(number: string): Promise<string>
}

/** A phone of the demo organisation, in the emulator's world. */
export function stackPhone(plane: ControlPlane, { name, number, since, heard }: PhoneOnStack): StagedPhone {
  return {
    name,
    look: async () => ({ ...viewOf(await plane.phone(number), since), hears: await heard(number) }),
    behaves: (behaviour) => plane.behave(number, BEHAVIOURS[behaviour]),
    async dialsAre(answer) {
      await plane.faults(
        answer === 'lost' ? { acceptThenTimeOut: 1 } : answer === 'refused' ? { api: { rate: 1, status: 500 } } : {},
      )
    },
    picksUp: () => plane.person(number, 'answer'),
    presses: (keys) => plane.person(number, 'press', { keys }),
    declines: () => plane.person(number, 'decline'),
    hangsUp: () => plane.person(number, 'hang-up'),
  }
}

const BEHAVIOURS: Readonly<Record<Behaviour, object>> = {
  manual: { kind: 'manual' },
  busy: { kind: 'busy' },
  declines: { kind: 'declines', after: '1s' },
  off: { kind: 'off' },
  voicemail: { kind: 'voicemail', after: '4s' },
}

function viewOf({ state, legs: all }: SeenPhone, since: string): Omit<PhoneView, 'hears'> {
  const legs = all.filter((leg) => (leg.createdAt ?? '') >= since)
  const open = legs.filter((leg) => leg.state !== 'ended')
  const isIn = open.some((leg) => leg.inRoom !== null)
  return {
    state: state === 'talking' ? (isIn ? 'joined' : 'answered') : state === 'ringing' ? 'ringing' : 'idle',
    legs: legs.length,
    open: open.length,
  }
}
