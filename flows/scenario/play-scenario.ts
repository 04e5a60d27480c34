import type { CallEvent, Outcome } from '../call/happenings/happening.ts'
import { PersonInScenario } from './person-in-scenario.ts'
import type { CallerStep, Scenario } from './scenario-file.ts'
import type { PlayedCall, ScenarioStage } from './scenario-stage.ts'

/** What happened while a scenario was played. */
export interface Played {
  readonly events: readonly CallEvent[]
  /** Null: the call was never closed. */
  readonly outcome: Outcome | null
  readonly recordings: number
  /** Every sentence that the caller heard. */
  readonly heard: readonly string[]
  /** How many of the caller's steps came about. */
  readonly done: number
  /** The caller was still there when the longest time was up. */
  readonly tooLong: boolean
  /** The web services' addresses, behind their hosts. */
  readonly asked: readonly string[]
  /** By the numbers that the scenario speaks of. */
  readonly texts: ReadonlyMap<string, readonly string[]>
}

/** Plays a scenario: its people and its caller do what it says, whatever comes of it. */
export async function playScenario(scenario: Scenario, stage: ScenarioStage): Promise<Played> {
  const people = [
    ...scenario.people.map(({ name, does }) => new PersonInScenario(stage.phone(name), does)),
    ...scenario.outside.map(({ address, does }) => new PersonInScenario(stage.phoneOutside(address), does)),
  ]
  for (const person of people) await person.begins()
  const call = await stage.dials(scenario.caller.number, Date.parse(scenario.at))
  const caller = new CallerInScenario(call, scenario.does)
  let now = 0
  while (!(await caller.acts(now)) && now < LONGEST_CALL) {
    for (const person of people) await person.acts(now)
    await stage.passes(A_MOMENT)
    now += A_MOMENT
  }
  const tooLong = now >= LONGEST_CALL
  if (tooLong) await call.hangsUp()
  for (let waited = 0; waited < LAST_LEG && (await call.story()).outcome === null; waited += 1000)
    await stage.passes(1000)
  await stage.passes(RECORDING_FOUND)
  const { sentences } = await call.look()
  const { events, outcome, recordings } = await call.story()
  const readers = [...new Set((scenario.expects.texts ?? []).map(({ to }) => to))]
  const texts = new Map<string, readonly string[]>()
  for (const to of readers) texts.set(to, await stage.outside.texts(to))
  const asked = (await stage.outside.asked()).map(({ path }) => path)
  return { events, outcome, recordings: recordings.length, heard: sentences, done: caller.done, tooLong, asked, texts }
}

/** A caller who does one thing after another, each when its time has come. */
class CallerInScenario {
  done = 0
  readonly #call: PlayedCall
  readonly #steps: readonly CallerStep[]
  /** How many sentences were heard when the last thing was done that waited for one. */
  #listenedTo = 0
  /** Since when what the next step waits for is so; null while it is not. */
  #since: number | null = null

  constructor(call: PlayedCall, steps: readonly CallerStep[]) {
    this.#call = call
    this.#steps = steps
  }

  /** @returns whether the caller is gone. */
  async acts(now: number): Promise<boolean> {
    const view = await this.#call.look()
    const step = this.#steps[this.done]
    if (view.ended || !step) return view.ended
    if (this.#since === null && this.#hasCome(step, view)) this.#since = now
    if (this.#since === null || now < this.#since + step.after * 1000) return false
    this.#since = null
    this.done += 1
    if (step.says !== undefined) await this.#call.says(step.says)
    if (step.presses !== undefined) await this.#call.presses(step.presses)
    if (step.hangsUp) await this.#call.hangsUp()
    return (await this.#call.look()).ended
  }

  #hasCome({ when }: CallerStep, { sentences, hears, talksTo }: Awaited<ReturnType<PlayedCall['look']>>): boolean {
    if (!when) return true
    if ('talksTo' in when) return talksTo === when.talksTo
    if ('is' in when) return hears === (when.is === 'recorded' ? 'recording' : 'ringing')
    const at = sentences.findIndex((sentence, index) => index >= this.#listenedTo && sentence.includes(when.hears))
    if (at >= 0) this.#listenedTo = at + 1
    return at >= 0
  }
}

/** How often everybody looks what there is to do. Milliseconds. */
const A_MOMENT = 250
/** No call of a scenario lasts longer. Milliseconds. */
const LONGEST_CALL = 1_800_000
/** How long it may take to find out about the last leg. Milliseconds. */
const LAST_LEG = 200_000
/** When a recording of which nobody has told is found, and a moment more. Milliseconds. */
const RECORDING_FOUND = 6000
