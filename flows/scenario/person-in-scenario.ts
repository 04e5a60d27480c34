import type { Behaviour } from '../rehearsal/phone.ts'
import type { Reaction } from './scenario-file.ts'
import type { PlayedPhone } from './scenario-stage.ts'

/** Somebody with a phone who reacts to each ringing as a scenario says. Times in milliseconds since the call came in. */
export class PersonInScenario {
  readonly #phone: PlayedPhone
  readonly #reactions: readonly Reaction[]
  #rung = 0
  /** Since when the phone is in its state. */
  #since = 0
  #state = 'idle'

  constructor(phone: PlayedPhone, reactions: readonly Reaction[]) {
    this.#phone = phone
    this.#reactions = reactions
  }

  async begins(): Promise<void> {
    await this.#phone.behaves(byItself(this.#reaction(0)))
  }

  async acts(now: number): Promise<void> {
    const { state, legs } = await this.#phone.look()
    if (legs !== this.#rung) await this.#phone.behaves(byItself(this.#reaction(legs)))
    if (legs !== this.#rung || state !== this.#state) this.#since = now
    this.#rung = legs
    this.#state = state
    const reaction = this.#reaction(legs - 1)
    const passed = (now - this.#since) / 1000
    if (state === 'ringing' && reaction.what === 'answers' && passed >= reaction.after) {
      await this.#phone.picksUp()
      await this.#phone.presses('1')
    }
    if (state === 'ringing' && reaction.what === 'declines' && passed >= reaction.after) await this.#phone.declines()
    if (state === 'joined' && reaction.what === 'answers' && passed >= reaction.talks) await this.#phone.hangsUp()
  }

  /** To the ringing of this number, from 0. */
  #reaction(time: number): Reaction {
    return this.#reactions[Math.max(0, Math.min(time, this.#reactions.length - 1))] ?? { what: 'nobody' }
  }
}

/** What a phone does without its person. */
function byItself({ what }: Reaction): Behaviour {
  switch (what) {
    case 'busy':
    case 'off':
      return what
    case 'machine':
      return 'voicemail'
    case 'answers':
    case 'declines':
    case 'nobody':
      return 'manual'
  }
}
