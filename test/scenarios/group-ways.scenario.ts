import { drawn } from '#test/builders/flows.ts'
import { scenario } from './scenario.ts'

const five = ['Dora', 'Emil']
const eight = ['Dora', 'Emil', 'Fay', 'Gus', 'Hal', 'Ida', 'Jo']
const fiveInBatches = drawn(
  'Batches',
  ['ring-group', { who: { kind: 'everyone' }, seconds: 10, order: { kind: 'random', atOnce: 2 } }],
  ['voicemail', { greeting: 'Nobody is here.' }],
)
const takingTurns = drawn(
  'Turns',
  ['ring-group', { who: { kind: 'everyone' }, seconds: 10, order: { kind: 'rotating', atOnce: 1 } }],
  ['voicemail', { greeting: 'Nobody is here.' }],
)
const inGroups = drawn(
  'Groups',
  [
    'ring-group',
    {
      who: { kind: 'members', members: ['m-ana', 'm-ben'] },
      seconds: 10,
      then: [
        { who: { kind: 'members', members: ['m-cy', 'm-dora'] }, seconds: 15 },
        { who: { kind: 'everyone' }, seconds: 5 },
      ],
    },
  ],
  ['voicemail', { greeting: 'Nobody is here.' }],
)

scenario(
  '[S16] More than ten are reached in groups: the second rings when the first has not answered',
  { flow: inGroups, others: ['Dora'] },
  async ({ caller, ana, ben, cy, colleague, clock, call }) => {
    const dora = colleague('Dora')
    await caller.dials()
    await ana.phoneRings()
    await ben.phoneRings()
    await caller.hearsRinging()
    await cy.phoneStaysSilent('9s')
    await clock.passes('1s')
    await cy.phoneRings()
    await dora.phoneRings()
    await ana.phoneStops()
    await ben.phoneStops()
    await clock.passes('14s')
    await dora.answers()
    await caller.isTalkingTo(dora)
    await cy.phoneStops()
    await dora.hangsUp()
    await call.isAnswered()
    await call.storySays(/Ana’s and Ben’s phones ring for 10 s/)
    await call.storySays(/Ana and Ben did not answer; Cy’s and Dora’s phones ring for 15 s/)
  },
)

scenario(
  '[S16] Whoever has declined in one group is not rung by the next that holds them',
  {
    flow: drawn(
      'Twice',
      [
        'ring-group',
        {
          who: { kind: 'members', members: ['m-ana'] },
          seconds: 10,
          then: [{ who: { kind: 'members', members: ['m-ana', 'm-ben'] }, seconds: 10 }],
        },
      ],
      ['voicemail', { greeting: 'Nobody is here.' }],
    ),
  },
  async ({ caller, ana, ben, call }) => {
    await caller.dials()
    await ana.phoneRings()
    await ana.declines()
    await ben.phoneRings()
    await ana.phoneRang(1)
    await ben.answers()
    await caller.isTalkingTo(ben)
    await caller.hangsUp()
    await call.isAnswered()
  },
)

scenario(
  '[S16] A group in which all decline makes way for the next at once, and nobody is left in silence between them',
  { flow: inGroups, others: ['Dora'] },
  async ({ caller, ana, ben, cy, call }) => {
    await caller.dials()
    await ana.phoneRings()
    await ana.declines()
    await ben.declines()
    await cy.phoneRings('1s')
    await caller.hearsRinging()
    await cy.answers()
    await caller.isTalkingTo(cy)
    await caller.wasNeverLeftInSilence()
    await caller.hangsUp()
    await call.isAnswered()
  },
)

scenario(
  '[S16, W15] No group answers: the caller has heard ringing for the time of all of them, and is asked for a message',
  { flow: inGroups, others: ['Dora'] },
  async ({ caller, ana, clock, call }) => {
    await caller.dials()
    await ana.phoneRings()
    await clock.passes('25s')
    await ana.phoneRings()
    await ana.phoneRang(2)
    await clock.passes('4s')
    await caller.hearsRinging()
    await clock.passes('1s')
    await caller.hears('Nobody is here.')
    await caller.hangsUp()
    await call.isMissed()
  },
)

scenario(
  '[S13, S15] In a later group, too, there is never an eleventh phone, and the story says whose',
  {
    flow: drawn(
      'Everyone then',
      [
        'ring-group',
        {
          who: { kind: 'members', members: ['m-ana'] },
          seconds: 5,
          then: [{ who: { kind: 'everyone' }, seconds: 20 }],
        },
      ],
      ['voicemail', { greeting: 'Nobody is here.' }],
    ),
    others: [...eight, 'Kim', 'Lea'],
  },
  async ({ caller, ana, colleague, clock, call }) => {
    await caller.dials()
    await ana.phoneRings()
    await clock.passes('5s')
    await colleague('Jo').phoneRings()
    await colleague('Kim').phoneStaysSilent()
    await colleague('Lea').phoneStaysSilent('5s')
    await call.storySays(/Kim and Lea are skipped: at most 10 phones ring at once/)
  },
)

scenario(
  '[S13] At random, two at a time: each call rings everybody, never three at once',
  { flow: fiveInBatches, others: five },
  async ({ caller, ana, ben, cy, colleague, clock, call }) => {
    const all = [ana, ben, cy, colleague('Dora'), colleague('Emil')]
    const ringing = async (): Promise<number> => {
      const rings = await Promise.all(all.map((person) => person.isRinging()))
      return rings.filter(Boolean).length
    }
    const seen: number[] = []
    await caller.dials()
    for (let batch = 0; batch < 3; batch += 1) {
      await clock.passes('1s')
      seen.push(await ringing())
      await clock.passes('9s')
    }
    await caller.hears('Nobody is here.')
    for (const person of all) await person.phoneRang(1)
    if (seen.join() !== '2,2,1') throw new Error(`so many rang at once: ${seen.join()}`)
    await caller.hangsUp()
    await call.isMissed()
  },
)

scenario(
  '[S2] Taking turns over calls, each call begins with somebody else',
  { flow: takingTurns },
  async ({ caller, anotherCaller, ana, ben, cy, clock }) => {
    const [second, third] = [anotherCaller(), anotherCaller()]
    await caller.dials()
    await ana.phoneRings()
    await ben.phoneStaysSilent('2s')
    await ana.answers()
    await caller.isTalkingTo(ana)
    await caller.hangsUp()
    await clock.passes('5s')
    await second.dials()
    await ben.phoneRings()
    await cy.phoneStaysSilent('2s')
    await ben.declines()
    await cy.phoneRings()
    await second.hangsUp()
    await clock.passes('5s')
    await third.dials()
    await cy.phoneRings()
    await third.hangsUp()
    await ana.phoneRang(1)
    await ben.phoneRang(1)
    await cy.phoneRang(2)
  },
)

scenario(
  '[pitfall 16] Whoever talks is rung as well where the group says so, and the call waits at their phone',
  {
    flow: drawn(
      'Even who talks',
      ['ring-group', { who: { kind: 'everyone' }, seconds: 20, talking: 'ring' }],
      ['hang-up'],
    ),
  },
  async ({ caller, anotherCaller, ana, ben }) => {
    const second = anotherCaller()
    await caller.dials()
    await ana.phoneRings()
    await ana.answers()
    await caller.isTalkingTo(ana)
    await second.dials()
    await ben.phoneRings()
    await ana.phoneRang(2)
    await ben.answers()
    await second.isTalkingTo(ben)
  },
)

scenario(
  '[pitfall 1] Where picking up is enough, whoever picks up has the call',
  {
    flow: drawn('On pick-up', ['ring-group', { who: { kind: 'everyone' }, seconds: 20, confirm: 'none' }], ['hang-up']),
  },
  async ({ caller, ana, ben, call }) => {
    await caller.dials()
    await ana.phoneRings()
    await ben.phoneRings()
    await ben.picksUp()
    await caller.isTalkingTo(ben)
    await ana.phoneStops()
    await ben.hangsUp()
    await call.isAnswered()
  },
)
