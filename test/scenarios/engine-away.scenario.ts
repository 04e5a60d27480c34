import { sales, support } from '#test/builders/flows.ts'
import { scenario } from './scenario.ts'

const drivers = ['stack'] as const

scenario(
  '[pitfall 5, pitfall 10] Temporal dies while a group rings and the caller hangs up: the phones stop without it',
  { flow: support, drivers },
  async ({ caller, ana, ben, cy, call, machines }) => {
    await caller.dials()
    await ana.phoneRings()
    await ben.phoneRings()
    await machines.takeDown('temporal')
    await caller.hangsUp()
    await ana.phoneStops('2s')
    await ben.phoneStops('1s')
    await cy.phoneStops('1s')
    await machines.bringUp('temporal')
    await call.isAbandoned()
    await call.storySaysOnce(/The caller hangs up/)
  },
)

scenario(
  '[S3, pitfall 10] Temporal is dead when the caller hangs up during a talk: nobody sits alone',
  { flow: sales, drivers },
  async ({ caller, ana, ben, call, machines }) => {
    await caller.dials()
    await ana.answers()
    await caller.isTalkingTo(ana)
    await machines.takeDown('temporal')
    await caller.hangsUp()
    await ana.phoneStops('2s')
    await machines.bringUp('temporal')
    await call.isAnswered()
    await ben.phoneStaysSilent()
  },
)

scenario(
  '[S3, pitfall 10] The web is dead when the person hangs up during a talk: the caller is not left in silence',
  { flow: sales, drivers },
  async ({ caller, ana, ben, call, machines }) => {
    await caller.dials()
    await ana.answers()
    await caller.isTalkingTo(ana)
    await machines.takeDown('web')
    await ana.hangsUp()
    await caller.hearsRinging()
    await machines.bringUp('web')
    await caller.isLeftAlone()
    await call.isAnswered()
    await ben.phoneStaysSilent()
  },
)

scenario(
  '[S3, pitfall 10] The web is dead when the caller hangs up during a talk: the person is let go at once',
  { flow: sales, drivers },
  async ({ caller, ana, call, machines }) => {
    await caller.dials()
    await ana.answers()
    await caller.isTalkingTo(ana)
    await machines.takeDown('web')
    await caller.hangsUp()
    await ana.phoneStops('3s')
    await machines.bringUp('web')
    await call.isAnswered()
  },
)
