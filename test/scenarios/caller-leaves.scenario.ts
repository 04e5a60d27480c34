import { sales, support } from '#test/builders/flows.ts'
import { everywhere, scenario } from './scenario.ts'

scenario(
  '[pitfall 5] The caller hangs up while a phone rings: it stops at once, and the call is abandoned',
  { flow: sales, budget: 'caller leaves while ringing' },
  async ({ caller, ana, ben, clock, call }) => {
    await caller.dials()
    await ana.phoneRings()
    await clock.passes('7s')
    await caller.hangsUp()
    await ana.phoneStops()
    await call.isAbandoned()
    await ben.phoneStaysSilent('30s')
  },
)

scenario(
  '[pitfall 5] The caller hangs up while a group rings: every phone stops',
  { flow: support, drivers: everywhere },
  async ({ caller, ana, ben, cy, clock, call }) => {
    await caller.dials()
    await ana.phoneRings()
    await clock.passes('3s')
    await caller.hangsUp()
    await ana.phoneStops()
    await ben.phoneStops()
    await cy.phoneStops()
    await call.isAbandoned()
  },
)

scenario(
  '[pitfall 5] The caller hangs up before anybody rings: nobody ever does',
  { flow: support },
  async ({ caller, ana, ben, call, clock }) => {
    await caller.dials()
    await caller.hears('Welcome to Harbour Bikes support.')
    await clock.passes('1s')
    await caller.hangsUp()
    await call.isAbandoned()
    await ana.phoneStaysSilent('40s')
    await ben.phoneStaysSilent()
  },
)

scenario(
  '[pitfall 5] The caller hangs up during the greeting: the call is over at once',
  { flow: support, drivers: everywhere },
  async ({ caller, ana, call }) => {
    await caller.dials()
    await caller.hears('Welcome to Harbour Bikes support.')
    await caller.hangsUp()
    await call.isOverAtOnce()
    await call.isAbandoned()
    await ana.phoneStaysSilent()
  },
)

scenario(
  "[pitfall 5] A leg that still waits in the carrier's queue never rings after the caller has gone",
  { flow: support, world: { callsPerSecond: 0.5 } },
  async ({ caller, ana, ben, cy, call }) => {
    await caller.dials()
    await ana.phoneRings()
    await caller.hangsUp()
    await ana.phoneStops()
    await call.isAbandoned()
    await ben.phoneStaysSilent('10s')
    await cy.phoneStaysSilent()
  },
)

scenario(
  '[pitfall 5, pitfall 6] Somebody presses 1, then the caller hangs up in the same moment',
  { flow: sales, drivers: everywhere },
  async ({ caller, ana, ben, call }) => {
    await caller.dials()
    await ana.picksUp()
    await ana.presses('1')
    await caller.hangsUp()
    await ana.phoneStops()
    await caller.talksToNobody()
    await ben.phoneStaysSilent('6s')
    await call.isAbandoned()
  },
)

scenario(
  '[pitfall 5, pitfall 6] The caller hangs up, then somebody presses 1 in the same moment',
  { flow: sales, drivers: everywhere },
  async ({ caller, ana, ben, call }) => {
    await caller.dials()
    await ana.picksUp()
    await caller.hangsUp()
    await ana.tries('1')
    await ana.phoneStops()
    await caller.talksToNobody()
    await ben.phoneStaysSilent('6s')
    await call.isAbandoned()
  },
)

scenario(
  '[pitfall 6] Who accepts after the caller has gone hears so',
  { flow: sales, world: { seed: 3, faults: { late: 5000 } } },
  async ({ caller, ana, call, clock }) => {
    await caller.dials()
    await ana.picksUp()
    await caller.hangsUp()
    await clock.passes('1s')
    await ana.tries('1')
    await ana.phoneStops()
    await call.isAbandoned()
  },
)

scenario(
  '[S3] The caller hangs up during the talk: answered, and the person is let go',
  { flow: sales, budget: 'answered at once' },
  async ({ caller, ana, clock, call }) => {
    await caller.dials()
    await ana.answers()
    await caller.isTalkingTo(ana)
    await clock.passes('30s')
    await caller.hangsUp()
    await ana.phoneStops()
    await call.isAnswered()
  },
)

scenario(
  '[W15] The caller hears the greeting and leaves no message: still missed',
  { flow: sales },
  async ({ caller, ana, ben, cy, call }) => {
    await ana.alwaysDeclines()
    await ben.alwaysDeclines()
    await cy.alwaysDeclines()
    await caller.dials()
    await caller.hears('Nobody in sales')
    await caller.hangsUp()
    await call.isMissed()
    await call.hasNoVoicemail()
  },
)
