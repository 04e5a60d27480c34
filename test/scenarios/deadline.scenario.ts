import { quick, sales } from '#test/builders/flows.ts'
import { scenario } from './scenario.ts'

scenario('[W13] Picked up at 19.9 s is in time', { flow: sales }, async ({ caller, ana, ben, clock }) => {
  await caller.dials()
  await ana.phoneRings()
  await clock.passes('19.9s')
  await ana.answers()
  await caller.isTalkingTo(ana)
  await ben.phoneStaysSilent()
})

scenario(
  '[W13] At 20.0 s the ringing is over: the tie goes to the next in line',
  { flow: sales },
  async ({ caller, ana, ben, clock, call }) => {
    await caller.dials()
    await ana.phoneRings()
    await clock.passes('20.0s')
    await ana.picksUpTooLate()
    await ben.phoneRings()
    await ben.answers()
    await caller.isTalkingTo(ben)
    await call.storyNeverSays(/Ana accepts/)
  },
)

scenario('[W13] At 20.1 s nobody can pick up any more', { flow: sales }, async ({ caller, ana, ben, clock }) => {
  await caller.dials()
  await ana.phoneRings()
  await clock.passes('20.1s')
  await ana.picksUpTooLate()
  await ben.phoneRings()
})

scenario(
  '[W13, pitfall 4] Picked up at the last moment: ten seconds to press 1, and nobody else rings meanwhile',
  { flow: sales },
  async ({ caller, ana, ben, clock }) => {
    await caller.dials()
    await ana.phoneRings()
    await clock.passes('19.9s')
    await ana.picksUp()
    await ben.phoneStaysSilent('9.5s')
    await caller.hearsRinging()
    await ana.presses('1')
    await caller.isTalkingTo(ana)
    await ben.phoneStaysSilent()
    await clock.passes('5s')
  },
)

scenario(
  '[W13, pitfall 4] Picked up in time but never accepted: after ten seconds the next in line rings',
  { flow: sales },
  async ({ caller, ana, ben, clock, call }) => {
    await caller.dials()
    await ana.phoneRings()
    await clock.passes('19.9s')
    await ana.picksUp()
    await clock.passes('10s')
    await ana.phoneStops()
    await ben.phoneRings()
    await call.storySays(/Ana picked up but did not accept/)
  },
)

scenario(
  '[W13] Every seat has its own clock, which begins when its phone rings',
  { flow: quick },
  async ({ caller, ana, ben, cy, clock }) => {
    await caller.dials()
    await ana.phoneRings()
    await clock.passes('5s')
    await ben.phoneRings()
    await clock.passes('4.9s')
    await ben.phoneStillRings()
    await cy.phoneStaysSilent()
    await ben.answers()
    await caller.isTalkingTo(ben)
  },
)

scenario(
  "[W13] Who waits in the carrier's queue is not robbed of ringing time",
  { flow: sales, world: { callsPerSecond: 0.2 } },
  async ({ caller, ana, ben, clock }) => {
    await caller.dials()
    await ana.phoneRings()
    await ana.declines()
    await ben.phoneStaysSilent('4s')
    await clock.passes('1s')
    await ben.phoneRings()
    await clock.passes('19.9s')
    await ben.answers()
    await caller.isTalkingTo(ben)
  },
)
