import { drawn, sales, support } from '#test/builders/flows.ts'
import { everywhere, scenario } from './scenario.ts'

scenario(
  '[W18] An inactive seat keeps its place and is skipped',
  { flow: sales },
  async ({ caller, ana, ben, office, call }) => {
    await office.deactivates(ana)
    await caller.dials()
    await ben.phoneRings()
    await ana.phoneStaysSilent()
    await call.storySays(/Ana is skipped: not active/)
  },
)

scenario(
  '[W18] Active again, it rings for the next call, at its old place',
  { flow: sales },
  async ({ caller, anotherCaller, ana, ben, office, call }) => {
    await office.deactivates(ana)
    await caller.dials()
    await ben.phoneRings()
    await caller.hangsUp()
    await call.isAbandoned()
    await office.activates(ana)
    await anotherCaller().dials()
    await ana.phoneRings()
    await ben.phoneRang(1)
  },
)

scenario(
  '[W16, W18] A seat without a verified phone is skipped, and the story says why',
  { flow: support },
  async ({ caller, ana, ben, cy, office, call }) => {
    await office.losesPhoneOf(cy)
    await caller.dials()
    await ana.phoneRings()
    await ben.phoneRings()
    await cy.phoneStaysSilent('10s')
    await call.storySays(/Cy is skipped: no verified phone/)
  },
)

scenario(
  '[W15, W18] Nobody available at all: voicemail at once, and missed',
  { flow: sales },
  async ({ caller, ana, ben, cy, office, call }) => {
    await office.deactivates(ana)
    await office.deactivates(ben)
    await office.losesPhoneOf(cy)
    await caller.dials()
    await caller.hears('Nobody in sales')
    await caller.leavesMessage('Is anybody there?')
    await ana.phoneStaysSilent()
    await call.isMissed()
    await call.hasVoicemail()
  },
)

scenario(
  '[pitfall 8] Somebody who is on the list twice has one phone, and it rings once',
  { flow: sales },
  async ({ caller, ana, ben, office, clock }) => {
    await office.putsInOrder(ana, ana, ben)
    await caller.dials()
    await ana.phoneRings()
    await clock.passes('20s')
    await ben.phoneRings()
    await ana.phoneRang(1)
  },
)

scenario(
  '[pitfall 16] Who is talking already is skipped, and the story says why',
  { flow: sales, drivers: everywhere },
  async ({ caller, anotherCaller, ana, ben, clock }) => {
    await caller.dials()
    await ana.phoneRings()
    await clock.passes('1s')
    await ana.answers()
    await caller.isTalkingTo(ana)
    const second = anotherCaller()
    await second.dials()
    await ben.phoneRings()
    await ana.phoneRang(1)
    await second.call.storySays(/Ana is skipped: already on a call/)
    await caller.isTalkingTo(ana)
  },
)

scenario(
  '[pitfall 16] A phone that rings is not busy: it may ring for two callers',
  { flow: sales },
  async ({ caller, anotherCaller, ana }) => {
    await caller.dials()
    await ana.phoneRings()
    const second = anotherCaller()
    await second.dials()
    await second.hearsRinging()
    await ana.phoneRang(2)
  },
)

const named = drawn(
  'Named',
  ['priority-chain', { who: { kind: 'members', members: ['m-cy', 'm-ana'] }, seconds: 10 }],
  ['hang-up', { cause: 'busy' }],
)

scenario(
  '[W12] People who are named in the flow ring in the order of the flow',
  { flow: named },
  async ({ caller, ana, ben, cy, clock, call }) => {
    await caller.dials()
    await cy.phoneRings()
    await clock.passes('10s')
    await ana.phoneRings()
    await clock.passes('10s')
    await caller.isLeftAlone()
    await ben.phoneStaysSilent()
    await call.isMissed()
  },
)
