import { sales, support } from '#test/builders/flows.ts'
import { scenario } from './scenario.ts'

scenario(
  '[pitfall 10] Every status callback is lost: the carrier is asked, and the next in line rings',
  { flow: sales, world: { faults: { drop: 1 } } },
  async ({ caller, ana, ben, clock }) => {
    await caller.dials()
    await ana.phoneRings()
    await clock.passes('20s')
    await ana.phoneStops()
    await caller.hearsRinging()
    await clock.passes('8s')
    await ben.phoneRings()
    await ben.answers()
    await caller.isTalkingTo(ben)
  },
)

scenario(
  '[pitfall 10] Every status callback is lost: nobody is left without an end',
  { flow: support, world: { faults: { drop: 1 } } },
  async ({ caller, ana, ben, cy, clock }) => {
    await caller.dials()
    await ana.phoneRings()
    await ben.phoneRings()
    await cy.phoneRings()
    await clock.passes('40s')
    await caller.hears('Everyone in support is busy.')
  },
)

scenario(
  '[pitfall 9] Callbacks that come twice change nothing',
  { flow: sales, world: { faults: { duplicate: 1 } } },
  async ({ caller, ana, ben, clock, call }) => {
    await caller.dials()
    await ana.phoneRings()
    await ana.declines()
    await ben.phoneRings()
    await clock.passes('3s')
    await ben.phoneRang(1)
    await ben.answers()
    await caller.isTalkingTo(ben)
    await ben.hangsUp()
    await call.isAnswered()
    await call.storySaysOnce(/Ana declined/)
  },
)

scenario(
  '[pitfall 9] Callbacks that come late and out of order change nothing',
  { flow: support, world: { seed: 11, faults: { late: 3000, duplicate: 0.5 } } },
  async ({ caller, ana, ben, cy, clock, call }) => {
    await caller.dials()
    await ana.phoneRings()
    await cy.declines()
    await ana.picksUp()
    await ana.hangsUp()
    await clock.passes('1s')
    await ben.answers()
    await caller.isTalkingTo(ben)
    await clock.passes('10s')
    await caller.isTalkingTo(ben)
    await ben.hangsUp()
    await caller.isLeftAlone()
    await call.isAnswered()
  },
)

scenario(
  '[pitfall 10] The news that the winner was late does not take the call away again',
  { flow: sales, world: { seed: 5, faults: { late: 8000 } } },
  async ({ caller, ana, ben, clock }) => {
    await caller.dials()
    await ana.phoneRings()
    await clock.passes('19s')
    await ana.answers()
    await caller.isTalkingTo(ana)
    await clock.passes('20s')
    await caller.isTalkingTo(ana)
    await ben.phoneStaysSilent()
  },
)

scenario(
  '[pitfall 11] The answer to a dial is lost: the phone rings once, and may win',
  { flow: sales },
  async ({ caller, ana, ben, clock, call }) => {
    await ana.dialAnswerIsLost()
    await caller.dials()
    await ana.phoneRings()
    await clock.passes('10s')
    await ana.phoneRang(1)
    await ana.answers()
    await caller.isTalkingTo(ana)
    await ben.phoneStaysSilent()
    await caller.hangsUp()
    await ana.phoneStops()
    await call.isAnswered()
  },
)

scenario(
  '[pitfall 11] The answer to a dial is lost and nobody picks up: the next in line rings, nobody twice',
  { flow: sales },
  async ({ caller, ana, ben, clock }) => {
    await ana.dialAnswerIsLost()
    await caller.dials()
    await ana.phoneRings()
    await clock.passes('20s')
    await ben.phoneRings()
    await ana.phoneRang(1)
  },
)

scenario(
  '[pitfall 5, pitfall 11] A leg whose dial answer was lost is ended too when the caller goes',
  { flow: sales },
  async ({ caller, ana, call }) => {
    await ana.dialAnswerIsLost()
    await caller.dials()
    await ana.phoneRings()
    await caller.hangsUp()
    await call.isAbandoned()
    await ana.phoneStops()
  },
)

scenario(
  '[pitfall 11] A leg whose dial answer was lost is ended when another one wins',
  { flow: support },
  async ({ caller, ana, ben, clock }) => {
    await ana.dialAnswerIsLost()
    await caller.dials()
    await ana.phoneRings()
    await ben.answers()
    await caller.isTalkingTo(ben)
    await clock.passes('10s')
    await ana.phoneStops()
  },
)

scenario(
  '[pitfall 11] The answer to moving the caller is lost: the two meet all the same',
  { flow: sales, world: { moves: ['lost-but-moved'] } },
  async ({ caller, ana, clock, call }) => {
    await caller.dials()
    await ana.answers()
    await caller.isTalkingTo(ana)
    await clock.passes('10s')
    await caller.isTalkingTo(ana)
    await caller.hangsUp()
    await call.isAnswered()
  },
)

scenario(
  '[pitfall 11] The order to move the caller is lost: it is given again after a second',
  { flow: sales, world: { moves: ['lost-and-unmoved'] } },
  async ({ caller, ana, call }) => {
    await caller.dials()
    await ana.answers()
    await caller.isTalkingTo(ana)
    await caller.hangsUp()
    await call.isAnswered()
  },
)

scenario(
  '[S3, pitfall 11] The carrier takes the order to move the caller and does not do it: it is given again',
  { flow: sales, world: { moves: ['acknowledged-and-unmoved'] } },
  async ({ caller, ana, ben, clock, call }) => {
    await caller.dials()
    await ana.answers()
    await caller.isTalkingTo(ana)
    await clock.passes('10s')
    await caller.isTalkingTo(ana)
    await caller.hangsUp()
    await ben.phoneStaysSilent()
    await call.isAnswered()
  },
)
