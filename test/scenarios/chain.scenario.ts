import { drawn, sales } from '#test/builders/flows.ts'
import { everywhere, scenario } from './scenario.ts'

scenario(
  '[W6, W12] The first on the routing list is called first, and alone',
  { flow: sales },
  async ({ caller, ana, ben, cy, call }) => {
    await caller.dials()
    await ana.phoneRings()
    await caller.hearsRinging()
    await ben.phoneStaysSilent('15s')
    await cy.phoneStaysSilent()
    await ana.answers()
    await caller.isTalkingTo(ana)
    await caller.hangsUp()
    await call.isAnswered()
  },
)

scenario(
  '[W12] The order of the list counts, not the alphabet',
  { flow: sales },
  async ({ caller, ana, ben, cy, office }) => {
    await office.putsInOrder(cy, ana, ben)
    await caller.dials()
    await cy.phoneRings()
    await ana.phoneStaysSilent('10s')
    await cy.declines()
    await ana.phoneRings()
    await ben.phoneStaysSilent()
  },
)

scenario(
  '[W13, S3] Not answered within 20 s: the next in line rings',
  { flow: sales, budget: 'chain of 3, second accepts' },
  async ({ caller, ana, ben, cy, clock, call }) => {
    await caller.dials()
    await ana.phoneRings()
    await clock.passes('19s')
    await ana.phoneStillRings()
    await ben.phoneStaysSilent()
    await clock.passes('1s')
    await ana.phoneStops()
    await ben.phoneRings()
    await ben.answers()
    await caller.isTalkingTo(ben)
    await cy.phoneStaysSilent()
    await ben.hangsUp()
    await call.isAnswered()
    await call.storySays(/Ana did not answer; Ben’s phone rings/)
  },
)

scenario(
  '[W14, W15] Down the list until nobody is left: missed, and the message is attached',
  { flow: sales, budget: 'chain of 3, then voicemail' },
  async ({ caller, ana, ben, cy, clock, call }) => {
    await caller.dials()
    await ana.phoneRings()
    await clock.passes('20s')
    await ben.phoneRings()
    await ana.phoneStops()
    await clock.passes('20s')
    await cy.phoneRings()
    await ben.phoneStops()
    await clock.passes('20s')
    await caller.hears('Nobody in sales can take your call')
    await caller.leavesMessage('Please call me back about the red bicycle, thank you.')
    await call.isMissed()
    await call.hasVoicemail()
  },
)

scenario(
  '[W14] The last in line can still save the call',
  { flow: sales, budget: 'chain of 3, third accepts' },
  async ({ caller, ana, ben, cy, clock, call }) => {
    await caller.dials()
    await ana.phoneRings()
    await clock.passes('20s')
    await ben.phoneRings()
    await clock.passes('20s')
    await cy.phoneRings()
    await clock.passes('18s')
    await cy.answers()
    await caller.isTalkingTo(cy)
    await cy.hangsUp()
    await call.isAnswered()
    await call.hasNoVoicemail()
  },
)

scenario(
  '[W14] Who declines makes way for the next at once',
  { flow: sales, drivers: everywhere },
  async ({ caller, ana, ben, clock, call }) => {
    await caller.dials()
    await ana.phoneRings()
    await clock.passes('2s')
    await ana.declines()
    await ben.phoneRings()
    await ben.answers()
    await caller.isTalkingTo(ben)
    await call.storySays(/Ana declined; Ben’s phone rings/)
  },
)

scenario(
  '[pitfall 16] A busy mobile makes way at once, not after 20 s',
  { flow: sales, drivers: everywhere },
  async ({ caller, ana, ben, call }) => {
    await ana.isBusy()
    await caller.dials()
    await ben.phoneRings()
    await call.storySays(/Ana was busy/)
  },
)

scenario(
  '[pitfall 4] A phone that is switched off fails at once, and the next one rings',
  { flow: sales, drivers: everywhere },
  async ({ caller, ana, ben, call }) => {
    await ana.switchesPhoneOff()
    await caller.dials()
    await ben.phoneRings()
    await call.storySays(/Ana could not be reached/)
  },
)

scenario(
  '[W14] When the carrier refuses a dial, the next one rings',
  { flow: sales },
  async ({ caller, ana, ben, call }) => {
    await ana.cannotBeDialled()
    await caller.dials()
    await ben.phoneRings()
    await ana.phoneStaysSilent()
    await call.storySays(/could not be dialled/)
  },
)

scenario(
  '[W15] All decline: missed after seconds, not after a minute',
  { flow: sales },
  async ({ caller, ana, ben, cy, call }) => {
    await ana.alwaysDeclines()
    await ben.alwaysDeclines()
    await cy.alwaysDeclines()
    await caller.dials()
    await ana.phoneRings()
    await ben.phoneRings()
    await cy.phoneRings()
    await caller.hears('Please leave a message')
    await caller.hangsUp()
    await call.isMissed()
  },
)

scenario(
  '[W14] Those who declined ring once more when everybody has been tried, where the chain says so',
  {
    flow: drawn(
      'Once more',
      ['priority-chain', { who: { kind: 'routing-list' }, seconds: 10, declinedAgain: 'once' }],
      ['voicemail', { greeting: 'Nobody is here.' }],
    ),
  },
  async ({ caller, ana, ben, cy, clock, call }) => {
    await ben.isBusy()
    await caller.dials()
    await ana.phoneRings()
    await ana.declines()
    await cy.phoneRings()
    await clock.passes('10s')
    await ana.phoneRings()
    await cy.phoneRang(1)
    await ana.answers()
    await caller.isTalkingTo(ana)
    await caller.wasNeverLeftInSilence()
    await ana.hangsUp()
    await call.isAnswered()
    await call.storySays(/Ana declined/)
  },
)
