import { describe, expect, test } from 'vitest'
import support from '../examples/support.json' with { type: 'json' }
import type { Run } from '../language/node.ts'
import { chosenParties, partyOf } from '../nodes/chosen-seats.ts'
import type { RingGroup } from '../nodes/ring-group/definition.ts'
import { aSeat, factsWith, here, ScriptedCall } from '../nodes/scripted-call.ts'
import { Rehearsal } from '../rehearsal/rehearsal.ts'
import { outcomeSentence } from '../story/outcome-sentence.ts'
import { story } from '../story/story.ts'
import { exampleArrival } from '../testing/example-arrival.ts'
import { withRun } from '../testing/with-run.ts'
import { asked } from '../verbs/verbs.ts'
import type { Seat } from './facts.ts'
import { foldCall } from './happenings/fold-call.ts'
import { isSameParty, ringTogether, type Party } from './party.ts'

const drivers: Party = { kind: 'outside', address: '+442079460123', name: 'The drivers', barred: null }
const nightWatch: Party = { kind: 'assistant', name: 'Night watch', address: '/private/night-watch' }

describe('a seat as a party', () => {
  const twoPhones: Seat = { ...aSeat('Ana', '+12025550121'), also: ['sip:ana@desk.example'] }

  test.each<[string, Seat, readonly string[], string | null]>([
    ['of a call that came in before parties', aSeat('Ana', '+12025550121'), ['+12025550121'], null],
    ['with two phones', twoPhones, ['+12025550121', 'sip:ana@desk.example'], null],
    ['without a phone', aSeat('Ana', null), [], 'no-verified-phone'],
    ['that must not ring', { ...twoPhones, barred: 'inactive' }, ['+12025550121', 'sip:ana@desk.example'], 'inactive'],
  ])('%s', (_sentence, seat, addresses, barred) => {
    expect(partyOf(seat)).toEqual({ kind: 'seat', member: 'ana', name: 'Ana', addresses, barred })
  })

  test('is chosen as seats are, switched off where its place on the list is', () => {
    const chosen = chosenParties(factsWith({ inactive: ['ben'] }), { kind: 'routing-list' })
    expect(chosen.map(({ name, barred }) => [name, barred])).toEqual([
      ['Ana', null],
      ['Ben', 'inactive'],
      ['Cy', null],
    ])
  })
})

test('a person is the same party wherever they are rung, and an outside number never a person', () => {
  const ana = partyOf(aSeat('Ana', '+442079460123'))
  expect(isSameParty(ana, partyOf(aSeat('Ana', 'sip:ana@desk.example')))).toBe(true)
  expect(isSameParty(ana, partyOf(aSeat('Ben', '+442079460123')))).toBe(false)
  expect(isSameParty(ana, drivers)).toBe(false)
  expect(isSameParty(drivers, { ...drivers, name: 'Dispatch' })).toBe(true)
  expect(isSameParty(nightWatch, drivers)).toBe(false)
})

test('rung together, everybody has one phone before anybody has two, and never more ring than may', () => {
  const two = partyOf({ ...aSeat('Ana', '+1'), also: ['+2', '+3'] })
  const all = [two, partyOf(aSeat('Ben', '+4')), drivers]
  expect(ringTogether(all, 4).map(({ address }) => address)).toEqual(['+1', '+4', '+442079460123', '+2'])
  expect(ringTogether(all, 2).map(({ party }) => party.name)).toEqual(['Ana', 'Ben'])
})

test('an address that is named twice rings once, and takes nobody else’s place', () => {
  const ana = partyOf({ ...aSeat('Ana', '+1'), also: ['+1', '+2', '+2'] })
  expect(ringTogether([ana, partyOf(aSeat('Ben', '+4'))], 3).map(({ address }) => address)).toEqual(['+1', '+4', '+2'])
})

/** A ring group that rings others besides the people of the number. */
const ringing = (...others: readonly Party[]): Run<RingGroup> => {
  return async (call, { who, seconds }) => {
    const outcome = await call.ring([...chosenParties(call.facts, who), ...others], {
      order: 'together',
      time: `${seconds}s`,
    })
    if (outcome.kind !== 'claimed') return outcome.kind
    return (await call.talk(outcome.claim)) === 'talked'
      ? { exit: 'answered', gives: { 'answered-by': outcome.claim.party.name } }
      : 'no-answer'
  }
}

test('a node may ring whom it likes: an outside number that accepts has answered', async () => {
  const call = new ScriptedCall(factsWith(), { ring: [{ accepts: 'The drivers' }] })
  expect(await ringing(drivers)(call, { who: { kind: 'everyone' }, seconds: 30 }, here())).toEqual({
    exit: 'answered',
    gives: { 'answered-by': 'The drivers' },
  })
  expect(call.told).toEqual(['rings Ana, Ben, Cy, The drivers together for 30s', 'talks to The drivers'])
})

describe('a call that rings somebody besides the people of the number', () => {
  async function called(): Promise<Rehearsal> {
    const rehearsal = new Rehearsal(exampleArrival(support))
    await rehearsal.begin()
    await rehearsal.passes(10_000)
    return rehearsal
  }
  const eventsOf = (rehearsal: Rehearsal) => rehearsal.events.map(({ event }) => event)

  test.each([
    ['an outside number', drivers, '+442079460123'],
    ['an assistant', nightWatch, '/private/night-watch'],
  ])('%s rings with them, accepts as they do, and talks', async (_who, party, address) => {
    using _run = withRun('ring-group', ringing(party))
    const rehearsal = await called()
    const phone = rehearsal.world.phone(address)
    expect([phone.pickUp(), phone.press1()]).toEqual([true, true])
    await rehearsal.passes(5000)
    expect(rehearsal.world.talkingTo).toBe(phone)
    expect(rehearsal.world.phone('+12025550121').ringing).toBeUndefined()
    phone.hangUp()
    await rehearsal.finishes()
    const events = eventsOf(rehearsal)
    expect(rehearsal.outcome).toBe('answered')
    expect(story(events).map(({ text }) => text)).toContain(`The caller and ${party.name} talk.`)
    expect(outcomeSentence(events)).toContain(`${party.name} answered`)
    // whoever is no member is told without one, and of the others theirs is told as ever
    const { legs } = foldCall(events)
    expect(legs.find(({ name }) => name === party.name)).toMatchObject({ member: null, address })
    expect(legs.find(({ name }) => name === 'Ana')).toMatchObject({ member: 'ana' })
  })

  test('an outside number that may not be called is skipped, and the story says why', async () => {
    using _run = withRun('ring-group', ringing({ ...drivers, barred: 'country-not-allowed' }))
    const rehearsal = await called()
    expect(rehearsal.world.phone(drivers.address).legs).toEqual([])
    rehearsal.world.caller.hangUp()
    await rehearsal.finishes()
    expect(outcomeSentence(eventsOf(rehearsal))).toContain(
      'The drivers skipped (calls to the phone’s country are not allowed)',
    )
  })

  test('an outside number that the carrier does not call could not be reached', async () => {
    using _run = withRun('ring-group', ringing(drivers))
    const rehearsal = new Rehearsal(exampleArrival(support))
    rehearsal.world.phone(drivers.address).dialAnswer = 'refused'
    await rehearsal.begin()
    await rehearsal.finishes()
    expect(rehearsal.outcome).toBe('missed')
    expect(outcomeSentence(eventsOf(rehearsal))).toContain('The drivers could not be reached')
  })

  test('whoever is no member is on no call of which somebody could ask for the end', async () => {
    using _run = withRun('ring-group', ringing(drivers))
    const rehearsal = await called()
    const phone = rehearsal.world.phone(drivers.address)
    phone.pickUp()
    phone.press1()
    await rehearsal.passes(5000)
    const by = { member: 'ana', name: 'Ana', as: 'on-the-call' } as const
    expect(rehearsal.call.refusalOf({ what: 'end', by })).toBe('not-on-the-call')
  })
})

test('a ladder rings a person at all of their phones, one person after another, and outside numbers as well', async () => {
  const two = partyOf({ ...aSeat('Ana', '+1'), also: ['sip:ana@desk.example'] })
  const abroad: Party = { ...drivers, address: '+442079460199', barred: 'country-not-allowed' }
  const ring = asked.ring.inLadder([two, partyOf(aSeat('Ben', null)), abroad, drivers], {
    order: 'in-turn',
    time: '20s',
  })
  expect(ring.rungs).toEqual([
    {
      do: 'connect',
      order: 'in-turn',
      seconds: 20,
      to: [
        { member: 'ana', name: 'Ana', address: '+1', also: ['sip:ana@desk.example'] },
        { name: 'The drivers', address: '+442079460123' },
      ],
    },
  ])
})
