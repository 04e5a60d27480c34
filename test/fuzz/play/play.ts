import { setTimeout as pause } from 'node:timers/promises'
import type { CarrierCall } from '../ledger/carrier-call.ts'
import type { Heard, Trouble } from '../ledger/ledger.ts'
import type { Plan } from '../plan/plan.ts'
import type { PlannedCall } from '../plan/calls.ts'
import { lines } from '../stage/lines.ts'
import type { Stage } from '../stage/stage.ts'
import { otherReadings } from '../stage/world.ts'
import { Ears, isRecording } from './ears.ts'
import { LateMachine } from './late-machine.ts'
import { Troublemaker } from './troublemaker.ts'

/** What a round of calls was. */
export interface Played {
  readonly seed: number
  /** Milliseconds since 1970. */
  readonly began: number
  /** The carrier's id of each call → its place in the plan. */
  readonly places: ReadonlyMap<string, number>
  readonly heard: ReadonlyMap<string, readonly Heard[]>
  readonly troubles: readonly Trouble[]
  /** Which share of the processors' time was used, by us or by anybody else: from 0 to 1. */
  readonly used: number
}

/** Plays a plan in real time, to the end of its last call. */
export async function play(stage: Stage, plan: Plan): Promise<Played> {
  const { world } = stage
  await world.reset()
  // every other seed meets the carrier that the documentation describes
  await world.settings({ callsPerSecond: plan.legsPerSecond, ...(plan.seed % 2 === 0 ? otherReadings : {}) })
  const places = new Map<string, number>()
  const planned = new Map<string, PlannedCall>()
  const spoke = new Set<string>()
  const ears = await Ears.open(world, (call) => speaks(call))
  const troublemaker = new Troublemaker(stage, plan.seed)
  const machine = new LateMachine()
  const began = Date.now()
  let measured: Awaited<ReturnType<LateMachine['stop']>> = { late: [], used: 0 }

  /** Whoever is asked for a message waits for the tone. */
  function speaks(call: CarrierCall): void {
    const message = planned.get(call.id)?.message
    if (!message || spoke.has(call.id) || !isRecording(call)) return
    spoke.add(call.id)
    void pause(message.after).then(() => world.say(call.id, message.words))
  }

  async function calls(one: PlannedCall): Promise<void> {
    await until(began + one.at)
    const id = await world.dial(one.from, numberOf(one))
    places.set(id, one.place)
    planned.set(id, one)
    await pause(one.leavesAfter)
    await world.hangUp(id)
  }

  const habits = plan.habits.map(async ({ at, phone, habit }) => {
    await until(began + at)
    await world.habit(phone, habit)
  })
  const troubles = plan.troubles.map(async (one) => {
    await until(began + one.at)
    await troublemaker.make(one)
  })
  try {
    await Promise.all([...plan.calls.map(calls), ...habits, ...troubles])
    await troublemaker.ceases()
  } finally {
    await ears.close()
    measured = await machine.stop()
  }
  const burst: readonly Trouble[] = plan.isBurst
    ? [{ what: 'a burst', kind: 'burst', from: began, to: Date.now() }]
    : []
  return {
    seed: plan.seed,
    began,
    places,
    heard: ears.heard,
    troubles: [...troublemaker.made, ...burst, ...measured.late],
    used: measured.used,
  }
}

function until(at: number): Promise<void> {
  return pause(Math.max(0, at - Date.now()))
}

function numberOf({ line }: PlannedCall): string {
  return lines.find(({ name }) => name === line)?.e164 ?? ''
}
