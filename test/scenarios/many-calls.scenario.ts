import { drawn, sales, support } from '#test/builders/flows.ts'
import { everywhere, scenario } from './scenario.ts'

scenario(
  '[S4] Three call at once: each is answered by the flow, and nobody hears busy',
  { flow: support, drivers: everywhere },
  async ({ caller, anotherCaller, ana, ben, cy }) => {
    const [second, third] = [anotherCaller(), anotherCaller()]
    await caller.dials()
    await ana.phoneRings()
    await ana.answers()
    await caller.isTalkingTo(ana)
    await second.dials()
    await ben.phoneRings()
    await ben.answers()
    await second.isTalkingTo(ben)
    await third.dials()
    await cy.phoneRings()
    await cy.answers()
    await third.isTalkingTo(cy)
    await caller.isTalkingTo(ana)
    await second.isTalkingTo(ben)
  },
)

scenario(
  '[S4] All are talking: the next caller hears the flow and may leave a message',
  { flow: support },
  async ({ caller, anotherCaller, ana, ben, cy }) => {
    const [second, third, fourth] = [anotherCaller(), anotherCaller(), anotherCaller()]
    await caller.dials()
    await ana.answers()
    await caller.isTalkingTo(ana)
    await second.dials()
    await ben.answers()
    await second.isTalkingTo(ben)
    await third.dials()
    await cy.answers()
    await third.isTalkingTo(cy)
    await fourth.dials()
    await fourth.hears('Welcome to Harbour Bikes support.')
    await fourth.hears('Everyone in support is busy.')
    await fourth.leavesMessage('Please call me.')
    await fourth.call.isMissed()
    await fourth.call.hasVoicemail()
    await fourth.call.storySays(/Ana, Ben and Cy are skipped: already on a call/)
    await caller.isTalkingTo(ana)
  },
)

scenario(
  '[S4] Twenty calls at once, each with a story of its own',
  { flow: sales, drivers: ['fast'] },
  async ({ anotherCaller, ana, clock }) => {
    const callers = Array.from({ length: 20 }, () => anotherCaller())
    for (const one of callers) await one.dials()
    await ana.phoneRang(20)
    await clock.passes('65s')
    for (const one of callers) await one.hears('Nobody in sales')
    for (const one of callers) await one.hangsUp()
    for (const one of callers) await one.call.isMissed()
  },
)

scenario(
  '[S4] The end of one call leaves the other alone',
  { flow: sales },
  async ({ caller, anotherCaller, ana, ben, call }) => {
    const second = anotherCaller()
    await caller.dials()
    await ana.answers()
    await caller.isTalkingTo(ana)
    await second.dials()
    await ben.answers()
    await second.isTalkingTo(ben)
    await caller.hangsUp()
    await call.isAnswered()
    await second.isTalkingTo(ben)
  },
)

scenario(
  '[W17] A running call keeps the routing list with which it came in',
  { flow: sales },
  async ({ caller, anotherCaller, ana, ben, cy, office, clock }) => {
    await caller.dials()
    await ana.phoneRings()
    await office.putsInOrder(ana, cy, ben)
    await clock.passes('20s')
    await ben.phoneRings()
    await cy.phoneStaysSilent()
    await ben.answers()
    await caller.isTalkingTo(ben)
    const second = anotherCaller()
    await second.dials()
    await ana.phoneRings()
    await ana.declines()
    await cy.phoneRings()
  },
)

scenario(
  '[W17] Taken off the list while a call runs: rings for it still, and for no other',
  { flow: sales },
  async ({ caller, anotherCaller, ana, ben, cy, office, clock }) => {
    await caller.dials()
    await ana.phoneRings()
    await office.putsInOrder(ana, cy)
    await clock.passes('20s')
    await ben.phoneRings()
    await ben.declines()
    await caller.hangsUp()
    const second = anotherCaller()
    await second.dials()
    await ana.phoneRings()
    await ana.declines()
    await cy.phoneRings()
    await ben.phoneRang(1)
  },
)

const closed = drawn('Closed', ['play', { text: 'We are closed today.' }])

scenario(
  '[W17] A running call keeps the flow with which it came in',
  { flow: sales },
  async ({ caller, anotherCaller, ana, ben, office, clock }) => {
    await caller.dials()
    await ana.phoneRings()
    await office.publishes(closed)
    const second = anotherCaller()
    await second.dials()
    await second.hears('We are closed today.')
    await clock.passes('20s')
    await ben.phoneRings()
    await caller.hearsRinging()
    await ben.answers()
    await caller.isTalkingTo(ben)
  },
)
