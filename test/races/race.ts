import { Random } from '#flows/rehearsal/random.ts'
import type { Line, WorldOptions } from '#flows/rehearsal/world.ts'
import { drawn } from '#test/builders/flows.ts'
import { VirtualStage, type VirtualDriver } from '../drivers/virtual/virtual-stage.ts'
import { judge } from './judge.ts'

/** What came of one race. */
export interface Race {
  readonly seed: number
  /** The order in which the call heard of things during the race; different seeds should produce many. */
  readonly order: string
  readonly won: boolean
  /** What must never happen and did; empty when all is well. */
  readonly complaints: readonly string[]
}

export interface RaceCourse {
  readonly seed: number
  /** Makes the driver; `listen` must stand between the carrier and the call. */
  driver(listen: (line: Line) => Line): VirtualDriver | Promise<VirtualDriver>
  /** What happens in the critical moment is not allowed to settle one by one. */
  readonly rush: boolean
  readonly prefix?: string
  /** Some of the people have two phones, which do what they like. */
  readonly twoPhones?: boolean
}

/**
 * Lets two to ten people accept one call within five milliseconds, with callbacks that are lost,
 * late or doubled, at a moment when their ringing or their time to accept may run out, and
 * the caller may be hanging up.
 */
export async function race({ seed, driver, rush, prefix = 'race', twoPhones = false }: RaceCourse): Promise<Race> {
  const random = new Random(seed)
  const heard: string[] = []
  const legs = random.between(2, MOST_LEGS)
  const stage = new VirtualStage(
    await driver((line) => listening(line, heard)),
    { flow, others: OTHERS.slice(0, Math.max(0, legs - 3)), world: troubles(random, seed) },
    `${prefix}-${seed}`,
  )
  const names = ['Ana', 'Ben', 'Cy', ...OTHERS].slice(0, legs)
  for (const name of ['Ana', 'Ben', 'Cy'].slice(legs)) await stage.office.losesPhoneOf(name)
  const desks: string[] = []
  for (const name of names.slice(0, twoPhones ? MOST_LEGS - legs : 0))
    if (random.below(0.7)) desks.push((await stage.office.givesPhoneTo(name)).name)
  await stage.dials('+12025550150')
  const [call] = stage.calls
  if (!call) throw new Error('nobody dialled')
  const { world } = call
  await stage.until(() => world.legs.length === legs + desks.length, 1000)
  const moment = MOMENTS[random.between(0, MOMENTS.length - 1)] ?? 'in-the-middle'
  const deciding = { 'in-the-middle': 5000, 'at-the-deadline': 19_995, 'when-the-prompt-ends': 14_000 }[moment]
  const pressed: string[] = []
  for (const [index, name] of shuffled([...names, ...desks], random).entries()) {
    const phone = world.legs.find((leg) => leg.phone.name === name)?.phone
    if (!phone) throw new Error(`${name} was not rung`)
    const accepts = index < 2 || random.below(0.6)
    const at = deciding + random.between(0, 5)
    const pickUp = {
      'in-the-middle': deciding - random.between(1, 900),
      'at-the-deadline': at,
      'when-the-prompt-ends': at - 10_000 + random.between(-2, 2),
    }[moment]
    world.clock.after(pickUp, () => accepts && phone.pickUp())
    world.clock.after(at, () => {
      if (accepts && phone.press1()) pressed.push(name)
      if (!accepts) phone.decline()
    })
  }
  const leaves = random.below(0.25)
  if (leaves) world.clock.after(deciding + random.between(0, 5), () => world.caller.hangUp())
  await stage.passes(deciding - 1)
  heard.length = 0
  if (rush) stage.rushes(7)
  await stage.passes(rush ? 1 : 8)
  const order = heard.join(' ')
  await stage.passes(1000)
  const complaints = [...judge({ world, pressed, leaves })]
  complaints.push(...(await stage.clearUp()))
  if (pressed.length > 0 && !leaves && call.outcome !== 'answered')
    complaints.push(`the call came to ${call.outcome ?? 'no end'}`)
  const won = world.legs.some((leg) => leg.claimed === 'yours')
  return { seed, order, won, complaints: complaints.map((complaint) => `seed ${seed}, ${moment}: ${complaint}`) }
}

const flow = drawn(
  'Race',
  ['ring-group', { who: { kind: 'everyone' }, seconds: 20 }],
  ['voicemail', { greeting: 'Nobody is here.' }],
)
/** So many phones ring at once at most. */
const MOST_LEGS = 10
const OTHERS = ['Dora', 'Emil', 'Fay', 'Gus', 'Hal', 'Ida', 'Jo']
const MOMENTS = ['in-the-middle', 'at-the-deadline', 'when-the-prompt-ends'] as const

function troubles(random: Random, seed: number): WorldOptions {
  const drop = random.below(0.5) ? random.next() * 0.5 : 0
  const duplicate = random.below(0.5) ? random.next() : 0
  const late = random.below(0.5) ? random.between(1, 8) : random.below(0.5) ? random.between(100, 3000) : 0
  return { seed, faults: { drop, duplicate, late } }
}

function shuffled(names: readonly string[], random: Random): string[] {
  const all = [...names]
  for (let last = all.length - 1; last > 0; last -= 1) {
    const other = random.between(0, last)
    const name = all[last] ?? ''
    all[last] = all[other] ?? ''
    all[other] = name
  }
  return all
}

function listening(line: Line, heard: string[]): Line {
  return {
    word: (word) => line.word(word),
    claim(word) {
      heard.push(`claim ${word.leg}`)
      return line.claim(word)
    },
    news(news) {
      heard.push('leg' in news ? `${news.kind} ${news.leg}` : news.kind)
      line.news(news)
    },
  }
}
