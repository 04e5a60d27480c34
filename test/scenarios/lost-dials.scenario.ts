import { drawn, sales, support } from '#test/builders/flows.ts'
import { scenario } from './scenario.ts'

scenario(
  '[W13, pitfall 11] A dial is lost before it was placed: nobody is skipped, the phone is dialled again within seconds',
  { flow: sales },
  async ({ caller, ana, ben, call }) => {
    await ana.dialVanishes()
    await caller.dials()
    await ana.phoneRings('6s')
    await ben.phoneStaysSilent()
    await ana.answers()
    await caller.isTalkingTo(ana)
    await ana.phoneRang(1)
    await caller.hangsUp()
    await call.isAnswered()
    await call.storySaysOnce(/Ana’s phone rings/)
    await call.storyNeverSays(/could not be reached/)
  },
)

scenario(
  '[W13, pitfall 11] A phone that was dialled again rings for what is left of its seat’s time',
  { flow: sales },
  async ({ caller, ana, ben, clock }) => {
    await ana.dialVanishes()
    await caller.dials()
    await clock.passes('19.5s')
    await ana.phoneStillRings()
    await ben.phoneRings('1s')
    await ana.phoneStops('0s')
    await ana.phoneRang(1)
  },
)

scenario(
  '[W13, pitfall 11] The dials of a whole group are lost before any was placed: everybody rings within seconds',
  { flow: support },
  async ({ caller, ana, ben, cy, call }) => {
    await ana.dialVanishes()
    await ben.dialVanishes()
    await cy.dialVanishes()
    await caller.dials()
    await ana.phoneRings('9s')
    await ben.phoneRings('0s')
    await cy.phoneRings('0s')
    await ben.answers()
    await caller.isTalkingTo(ben)
    await ana.phoneStops()
    await cy.phoneStops()
    await caller.hangsUp()
    await call.isAnswered()
  },
)

scenario(
  '[W13, pitfall 11] One dial of a group is lost before it was placed: that phone is dialled again, and no other',
  { flow: support },
  async ({ caller, ana, ben, cy, call }) => {
    await ana.dialVanishes()
    await caller.dials()
    await ben.phoneRings('4s')
    await ana.phoneRings('6s')
    await ana.answers()
    await caller.isTalkingTo(ana)
    await ben.phoneStops()
    await ben.phoneRang(1)
    await cy.phoneRang(1)
    await caller.hangsUp()
    await call.isAnswered()
  },
)

scenario(
  '[pitfall 11] Every dial of a phone is lost: the next in line rings when its time is over',
  { flow: sales },
  async ({ caller, ana, ben, call }) => {
    await ana.everyDialVanishes()
    await caller.dials()
    await ben.phoneRings('24s')
    await ana.phoneStaysSilent()
    await ben.answers()
    await caller.isTalkingTo(ben)
    await caller.hangsUp()
    await call.isAnswered()
    await call.storySaysOnce(/Ana could not be reached/)
  },
)

scenario(
  '[W13, pitfall 11] A dial is lost and the carrier’s log does not answer at first: the phone is dialled again within seconds all the same',
  { flow: sales, world: { lookUps: ['failed', 'failed'] } },
  async ({ caller, ana, ben, call }) => {
    await ana.dialVanishes()
    await caller.dials()
    await ana.phoneRings('9s')
    await ben.phoneStaysSilent()
    await ana.answers()
    await caller.isTalkingTo(ana)
    await caller.hangsUp()
    await call.isAnswered()
  },
)

scenario(
  '[pitfall 11] The answer to a dial is lost and the carrier’s log does not answer at first: the phone rings on, and once',
  { flow: sales, world: { lookUps: ['failed'] } },
  async ({ caller, ana, ben, clock, call }) => {
    await ana.dialAnswerIsLost()
    await caller.dials()
    await ana.phoneRings()
    await clock.passes('15s')
    await ana.phoneStillRings()
    await ana.phoneRang(1)
    await ben.phoneStaysSilent()
    await ana.answers()
    await caller.isTalkingTo(ana)
    await caller.hangsUp()
    await call.isAnswered()
  },
)

scenario(
  '[pitfall 11] A dial that nobody knew of shows after the phone was dialled again: the first leg stops, and its person is met on the second',
  { flow: sales },
  async ({ caller, ana, ben, clock, call }) => {
    await ana.dialShowsLate()
    await caller.dials()
    await ana.phoneRings('6s')
    await ana.phoneRang(2)
    await clock.passes('6s')
    await ana.phoneStillRings()
    await ana.answers()
    await caller.isTalkingTo(ana)
    await ben.phoneStaysSilent()
    await clock.passes('30s')
    await caller.isTalkingTo(ana)
    await caller.hangsUp()
    await ana.phoneStops()
    await call.isAnswered()
  },
)

scenario(
  '[pitfall 5] A dial that nobody knew of shows when the caller has gone: the phone stops',
  { flow: sales },
  async ({ caller, ana, ben, call }) => {
    await ana.dialShowsLate()
    await caller.dials()
    await ana.phoneRings('6s')
    await caller.hangsUp()
    await ana.phoneStops()
    await ana.phoneRings('4s')
    await ana.phoneStops('6s')
    await ben.phoneStaysSilent()
    await call.isAbandoned()
  },
)

const nobodyElse = drawn(
  'Nobody else',
  ['priority-chain', { who: { kind: 'members', members: ['m-ana'] }, seconds: 10 }],
  ['hang-up'],
)

scenario(
  '[W13, pitfall 11] Somebody declines while a dial of theirs that nobody knew of may still show: the caller does not wait for that',
  { flow: nobodyElse },
  async ({ caller, ana, clock, call }) => {
    await ana.dialShowsLate()
    await caller.dials()
    await ana.phoneRings('6s')
    await ana.declines()
    await caller.isLeftAlone()
    await clock.passes('2s')
    await ana.phoneStops('12s')
    await call.isMissed()
  },
)
