import { expect, test } from 'vitest'
import support from '../examples/support.json' with { type: 'json' }
import { Rehearsal } from '../rehearsal/rehearsal.ts'
import { story } from '../story/story.ts'
import { exampleArrival } from '../testing/example-arrival.ts'
import type { Deed, Standing } from './call-states.ts'
import type { DeedWord } from './call-words.ts'

const by = (member: string, as: Standing, what: Deed = 'end'): DeedWord => ({
  what,
  by: { member, name: member === 'ana' ? 'Ana' : 'Ben', as },
})

/** A support call that rings three phones. */
async function ringing(): Promise<Rehearsal> {
  const rehearsal = new Rehearsal(exampleArrival(support))
  await rehearsal.begin()
  await rehearsal.passes(10_000)
  expect(rehearsal.world.legs).toHaveLength(3)
  return rehearsal
}

/** The same, which Ana has taken. */
async function talking(): Promise<Rehearsal> {
  const rehearsal = await ringing()
  const ana = phoneOf(rehearsal, 'Ana')
  ana.pickUp()
  ana.press1()
  await rehearsal.passes(10_000)
  expect(rehearsal.world.talkingTo?.name).toBe('Ana')
  return rehearsal
}

test('whoever talks ends the call: both are hung up on, it counts as answered, and its story says who did it', async () => {
  const rehearsal = await talking()
  rehearsal.call.deed(by('ana', 'on-the-call'))
  await rehearsal.passes(1000)
  expect(rehearsal.world.caller.ended).toBe(true)
  expect(open(rehearsal)).toEqual([])
  expect(rehearsal.outcome).toBe('answered')
  expect(told(rehearsal)).toContainEqual(expect.stringMatching(/^Ana ends the call/))
  expect(told(rehearsal)).not.toContainEqual(expect.stringMatching(/The caller hangs up/))
})

test('an admin of the number ends a call that rings: no phone rings on, and it counts as left', async () => {
  const rehearsal = await ringing()
  rehearsal.call.deed(by('ben', 'admin'))
  await rehearsal.passes(1000)
  expect(rehearsal.world.caller.ended).toBe(true)
  expect(open(rehearsal)).toEqual([])
  expect(rehearsal.outcome).toBe('abandoned')
  expect(told(rehearsal)).toContainEqual(expect.stringMatching(/^Ben ends the call/))
})

test('who has picked up as the call is ended hears that the caller has gone', async () => {
  const rehearsal = await ringing()
  const ana = phoneOf(rehearsal, 'Ana')
  ana.pickUp()
  rehearsal.call.deed(by('ben', 'admin'))
  await rehearsal.passes(1000)
  expect(ana.hears).toBe('The caller has gone')
  await rehearsal.finishes()
  expect(open(rehearsal)).toEqual([])
})

test('a call that its document leads is ended by an admin of its number', async () => {
  const rehearsal = await ringing()
  rehearsal.call.news({ kind: 'document-drives', why: 'nobody answered', at: rehearsal.clock.now() })
  await rehearsal.passes(1000)
  expect(rehearsal.outcome).toBeNull()
  rehearsal.call.deed(by('ben', 'admin'))
  await rehearsal.passes(1000)
  expect({ ended: rehearsal.world.caller.ended, outcome: rehearsal.outcome }).toEqual({
    ended: true,
    outcome: 'missed',
  })
})

test('a caller whom the carrier does not hang up on is ordered to be, until it does', async () => {
  const rehearsal = await talking()
  const { exchange } = rehearsal.call
  const end = exchange.end.bind(exchange)
  const orders: (true | undefined)[] = []
  exchange.end = async (order) => {
    orders.push(order.caller)
    if (orders.length < 3) return { ended: [], written: true }
    return await end(order)
  }
  rehearsal.call.deed(by('ana', 'on-the-call'))
  await rehearsal.finishes()
  expect(orders).toEqual([true, true, true])
  expect(rehearsal.world.caller.ended).toBe(true)
})

test.each<[string, DeedWord, string]>([
  ['somebody whose phone only rings', by('ben', 'on-the-call'), 'not-on-the-call'],
  ['somebody who is not known', by('dee', 'on-the-call'), 'not-on-the-call'],
  ['an admin who wants to hold it, which nobody can yet', by('ben', 'admin', 'hold'), 'not-possible'],
  [
    'whoever talks and wants to transfer it, which nobody can yet',
    by('ana', 'on-the-call', 'transfer'),
    'not-possible',
  ],
])('a talk goes on for %s', async (_, word, why) => {
  const rehearsal = await talking()
  expect(rehearsal.call.refusalOf(word)).toBe(why)
  rehearsal.call.deed(word)
  await rehearsal.passes(5000)
  expect(rehearsal.world.talkingTo?.name).toBe('Ana')
})

test('the word of releases before parties for somebody who is on the call is understood', async () => {
  const rehearsal = await talking()
  const earlier = (member: string) => by(member, 'party' as Standing)
  expect(rehearsal.call.refusalOf(earlier('ben'))).toBe('not-on-the-call')
  rehearsal.call.deed(earlier('ana'))
  await rehearsal.finishes()
  expect(told(rehearsal)).toContainEqual(expect.stringMatching(/^Ana ends the call/))
})

test('a call that is over is ended by nobody, and once is enough', async () => {
  const rehearsal = await talking()
  rehearsal.call.deed(by('ana', 'on-the-call'))
  expect(rehearsal.call.refusalOf(by('ana', 'on-the-call'))).toBe('over')
  rehearsal.call.deed(by('ben', 'admin'))
  await rehearsal.finishes()
  expect(rehearsal.events.filter(({ key }) => key.startsWith('ended-by')).map(({ event }) => event.what)).toEqual([
    { kind: 'ended-by', member: 'ana', name: 'Ana' },
  ])
})

function phoneOf({ world }: Rehearsal, name: string) {
  const leg = world.legs.find(({ phone }) => phone.name === name)
  if (!leg) throw new Error(`${name}'s phone does not ring`)
  return leg.phone
}

const open = ({ world }: Rehearsal) =>
  world.legs.filter(({ state }) => state !== 'ended').map(({ phone }) => phone.name)
const told = ({ events }: Rehearsal) => story(events.map(({ event }) => event)).map(({ text }) => text)
