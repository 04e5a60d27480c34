import { story } from '#flows/story/story.ts'
import type { OutsideWorld } from '#flows/rehearsal/outside-world.ts'
import type { Phone } from '#flows/rehearsal/phone.ts'
import type { Office } from '#test/builders/office.ts'
import type {
  CallerView,
  PhoneView,
  StagedCall,
  StagedOffice,
  StagedOutside,
  StagedPhone,
  StoryView,
} from '../stage.ts'
import type { RunningCall } from './virtual-stage.ts'

/** A caller in a virtual world. */
export class VirtualCall implements StagedCall {
  readonly #call: RunningCall
  readonly #settle: () => Promise<void>

  constructor(call: RunningCall, settle: () => Promise<void>) {
    this.#call = call
    this.#settle = settle
  }

  async look(): Promise<CallerView> {
    const { caller, talkingTo } = this.#call.world
    return {
      ended: caller.ended,
      // something is heard on a quiet line, and nothing is said
      hears: caller.hears === 'quiet' ? 'nothing' : caller.hears,
      sentences: caller.heard,
      talksTo: talkingTo?.name ?? null,
      longestSilence: caller.longestSilence,
    }
  }

  async story(): Promise<StoryView> {
    const { events, outcome } = this.#call
    const recordings = events.flatMap(({ event: { what } }) =>
      what.kind === 'recording' ? [{ seconds: what.seconds }] : [],
    )
    const told = events.map(({ event }) => event)
    return { sentences: story(told).map(({ text }) => text), events: told, outcome, recordings }
  }

  async says(text: string): Promise<void> {
    this.#call.world.caller.say(text)
    await this.#settle()
  }

  async presses(keys: string): Promise<void> {
    for (const key of keys) this.#call.world.caller.press(key)
    await this.#settle()
  }

  async hangsUp(): Promise<void> {
    this.#call.world.caller.hangUp()
    await this.#settle()
  }
}

/** A phone in a virtual world; acting on it lets the world settle. */
export function phoneOnStage(phone: Phone, settle: () => Promise<void>): StagedPhone {
  const act = async (deed: () => boolean): Promise<boolean> => {
    const done = deed()
    await settle()
    return done
  }
  return {
    name: phone.name,
    look: async () => viewOf(phone),
    async behaves(behaviour) {
      phone.behaviour = behaviour
    },
    async dialsAre(answer) {
      phone.dialAnswer = answer
    },
    picksUp: () => act(() => phone.pickUp()),
    presses: (key) => act(() => phone.press(key)),
    declines: () => act(() => phone.decline()),
    hangsUp: () => act(() => phone.hangUp()),
  }
}

function viewOf(phone: Phone): PhoneView {
  const open = phone.legs.filter((leg) => leg.state !== 'ended')
  const state = phone.talking ? 'joined' : phone.active ? 'answered' : phone.ringing ? 'ringing' : 'idle'
  return { state, legs: phone.legs.length, open: open.length, hears: phone.hears }
}

export function outsideOnStage(outside: OutsideWorld): StagedOutside {
  return {
    async answers(all) {
      outside.answers = all
    },
    asked: async () => outside.asked.map(({ url, body }) => ({ path: url.replace(/^https?:\/\/[^/]*/, ''), body })),
    texts: async (to) => outside.texts.filter((text) => text.to === to).map(({ words }) => words),
    async optsOut(to) {
      outside.optedOut.add(to)
    },
  }
}

/** @param phoneAt the phone at an address, by the name that scenarios have for it */
export function officeOnStage(office: Office, phoneAt: (address: string, name: string) => StagedPhone): StagedOffice {
  return {
    async reorders(names) {
      office.routing = [...names]
    },
    async switches(name, on) {
      office.colleague(name).active = on
    },
    async losesPhoneOf(name) {
      office.colleague(name).barred = 'no-verified-phone'
    },
    async givesPhoneTo(name) {
      return phoneAt(office.secondPhoneOf(name), `${name} at the desk`)
    },
    async knows(number, as) {
      office.addressBook.set(number, as)
    },
    async letsAnswer(mode) {
      office.knows = { ...office.knows, mode }
    },
    async publishes(flow) {
      office.publishes(flow)
    },
  }
}
