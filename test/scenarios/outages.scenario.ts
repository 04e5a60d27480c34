import { quick, sales, support } from '#test/builders/flows.ts'
import { scenario } from './scenario.ts'

const drivers = ['stack'] as const

scenario(
  '[W15, pitfall 10] Temporal is dead when the call comes in: its document rings and records by itself, and nobody rings twice',
  { flow: quick, drivers },
  async ({ caller, ana, ben, cy, clock, call, machines }) => {
    await machines.takeDown('temporal')
    await caller.dials()
    await caller.hearsRinging()
    await ana.phoneRings('20s')
    await ben.phoneRings('8s')
    await cy.phoneRings('8s')
    await caller.leavesMessage('It is me, please call back.')
    await machines.bringUp('temporal')
    await call.isMissed()
    await call.hasVoicemail()
    await call.storySays(/runs without its workflow/)
    await clock.passes('10s')
    await ana.phoneRang(1)
    await ben.phoneRang(1)
    await cy.phoneRang(1)
  },
)

scenario(
  '[W14] Temporal is dead when the call comes in: the person whom the document rings talks',
  { flow: quick, drivers },
  async ({ caller, ana, ben, clock, call, machines }) => {
    await machines.takeDown('temporal')
    await caller.dials()
    await ana.phoneRings('20s')
    await ana.answers()
    await caller.isTalkingTo(ana)
    await machines.bringUp('temporal')
    await clock.passes('3s')
    await caller.isTalkingTo(ana)
    await caller.hangsUp()
    await ana.phoneStops()
    await call.isAnswered()
    await ben.phoneStaysSilent()
  },
)

scenario(
  '[W13] The worker is killed while a phone rings: the call carries on',
  { flow: sales, drivers },
  async ({ caller, ana, ben, clock, call, machines }) => {
    await caller.dials()
    await ana.phoneRings()
    await machines.kill('worker')
    await clock.passes('8s')
    await ana.phoneStillRings()
    await ana.answers()
    await caller.isTalkingTo(ana)
    await caller.hangsUp()
    await ana.phoneStops()
    await call.isAnswered()
    await ben.phoneStaysSilent()
  },
)

scenario(
  '[S3, pitfall 7] The worker is killed as somebody presses 1: the two meet when it is back',
  { flow: sales, drivers },
  async ({ caller, ana, clock, call, machines }) => {
    await caller.dials()
    await ana.picksUp()
    await machines.kill('worker')
    await ana.presses('1')
    await clock.passes('8s')
    await caller.isTalkingTo(ana)
    await caller.hangsUp()
    await ana.phoneStops()
    await call.isAnswered()
  },
)

scenario(
  '[W15, pitfall 10] The web is dead when the call comes in: the carrier rings and records by itself, and tells when it can',
  { flow: quick, drivers },
  async ({ caller, ana, ben, cy, clock, call, machines }) => {
    await machines.takeDown('web')
    await caller.dials()
    await caller.hearsRinging()
    await ana.phoneRings('80s')
    await ben.phoneRings('8s')
    await cy.phoneRings('8s')
    await caller.isAskedForAMessage()
    await caller.says('It is me, please call me back this afternoon.')
    await machines.bringUp('web')
    await clock.passes('8s')
    await caller.isLeftAlone()
    await call.isMissed()
    await call.hasVoicemail()
    await ana.phoneRang(1)
  },
)

scenario(
  '[S3, pitfall 10] The web is dead while two talk: they talk on, and the end is found afterwards',
  { flow: sales, drivers },
  async ({ caller, ana, clock, call, machines }) => {
    await caller.dials()
    await ana.answers()
    await caller.isTalkingTo(ana)
    await machines.takeDown('web')
    await clock.passes('3s')
    await caller.isTalkingTo(ana)
    await caller.hangsUp()
    await clock.passes('2s')
    await machines.bringUp('web')
    await ana.phoneStops('25s')
    await call.isAnswered()
  },
)

scenario(
  '[W15, pitfall 10] The web is dead while a message is recorded: the message is found',
  { flow: quick, drivers },
  async ({ caller, ana, ben, cy, clock, call, machines }) => {
    await ana.alwaysDeclines()
    await ben.alwaysDeclines()
    await cy.alwaysDeclines()
    await caller.dials()
    await caller.isAskedForAMessage()
    await machines.takeDown('web')
    await caller.says('It is me, please call back.')
    await clock.passes('3s')
    await caller.hangsUp()
    await clock.passes('2s')
    await machines.bringUp('web')
    await call.isMissed()
    await call.hasVoicemail()
  },
)

scenario(
  '[S4, pitfall 10] The database is frozen when the call comes in: the caller is answered, and the call is told afterwards',
  { flow: sales, drivers },
  async ({ caller, ana, clock, call, machines }) => {
    await machines.freeze('postgres')
    await caller.dials()
    await caller.hearsRinging()
    await clock.passes('4s')
    await machines.thaw('postgres')
    await ana.phoneRings('20s')
    await ana.answers()
    await caller.isTalkingTo(ana)
    await caller.hangsUp()
    await ana.phoneStops()
    await call.isAnswered()
  },
)

scenario(
  '[pitfall 10] No status callback ever comes: the chain goes on, and the call ends',
  { flow: quick, drivers, world: { faults: { drop: 1 } } },
  async ({ caller, ana, ben, call }) => {
    await caller.dials()
    await ana.phoneRings()
    await ben.phoneRings('25s')
    await ben.answers()
    await caller.isTalkingTo(ben)
    await caller.hangsUp()
    await ben.phoneStops('25s')
    await call.isAnswered()
  },
)

scenario(
  '[pitfall 9] Every callback comes twice and in any order: one story, one winner',
  { flow: support, drivers, world: { faults: { duplicate: 1, late: 1000 } } },
  async ({ caller, ana, ben, cy, clock, call }) => {
    await caller.dials()
    await ana.phoneRings()
    await cy.phoneRings()
    await cy.declines()
    await clock.passes('2s')
    await ben.answers()
    await caller.isTalkingTo(ben)
    await clock.passes('3s')
    await caller.isTalkingTo(ben)
    await caller.hangsUp()
    await ben.phoneStops()
    await ana.phoneStops()
    await call.isAnswered()
    await call.storySaysOnce(/Cy declined/)
  },
)

scenario(
  '[pitfall 11] A dial is accepted and its answer lost: the phone rings once, and may win',
  { flow: sales, drivers },
  async ({ caller, ana, ben, call, machines }) => {
    await ana.dialAnswerIsLost()
    await caller.dials()
    await ana.phoneRings()
    await machines.trouble({})
    await ana.answers()
    await caller.isTalkingTo(ana)
    await caller.hangsUp()
    await ana.phoneStops('15s')
    await call.isAnswered()
    await ana.phoneRang(1)
    await ben.phoneStaysSilent()
  },
)

scenario(
  '[pitfall 5, pitfall 6] The caller hangs up exactly as somebody presses 1',
  { flow: sales, drivers: ['temporal', 'stack'] },
  async ({ caller, ana, ben, call }) => {
    await caller.dials()
    await ana.picksUp()
    await Promise.all([ana.presses('1'), caller.hangsUp()])
    await ana.phoneStops()
    await caller.talksToNobody()
    await call.isAbandoned()
    await ben.phoneStaysSilent('3s')
  },
)
