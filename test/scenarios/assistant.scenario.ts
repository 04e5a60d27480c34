import { frontDesk, greeting, greetingOfReturn } from '#test/builders/front-desk.ts'
import { everywhere, scenario } from './scenario.ts'

scenario(
  '[W10] Asks the assistant for a person, nobody answers, and the assistant takes the caller back and takes a message',
  { flow: frontDesk(), drivers: everywhere },
  async ({ caller, ana, ben, cy, clock, call }) => {
    await caller.dials()
    await caller.hears(greeting)
    await clock.passes('5s')
    await caller.says('Good morning.')
    await caller.hears('I heard: Good morning.')
    await clock.passes('2s')
    await caller.says('A real person, please.')
    await caller.hears('I will connect you')
    await ana.phoneRings('8s')
    await ana.declines()
    await ben.phoneRings()
    await ben.declines()
    await cy.phoneRings()
    await cy.declines()
    await caller.hears(greetingOfReturn)
    await clock.passes('5s')
    await caller.says('Please take a message: my bell is broken.')
    await caller.hears('I have noted that')
    await clock.passes('6s')
    await caller.says('That is it, goodbye.')
    await caller.hears('Goodbye')
    await clock.passes('5s')
    await caller.isLeftAlone()
    await call.storySays(/asks the assistant for a person/)
    await call.storySays(/assistant takes the caller back/)
    await call.isMissed()
  },
)

scenario(
  '[W10] Whoever asks the assistant for a person gets one',
  { flow: frontDesk() },
  async ({ caller, ana, call, clock }) => {
    await caller.dials()
    await caller.hears(greeting)
    await clock.passes('5s')
    await caller.says('Can I talk to somebody?')
    await ana.phoneRings('8s')
    await ana.answers()
    await caller.isTalkingTo(ana)
    await ana.hangsUp()
    await call.isAnswered()
  },
)

scenario('[W8] An assistant talks no longer than it may', { flow: frontDesk() }, async ({ caller, clock, call }) => {
  await caller.dials()
  await clock.passes('50s')
  await caller.isStillThere()
  await clock.passes('30s')
  await caller.hears('Please call again later.')
  await caller.isLeftAlone()
  await call.storySays(/talked as long as it may/)
})

scenario(
  '[W10] A caller who hangs up on the assistant ends the call',
  { flow: frontDesk() },
  async ({ caller, clock, ana }) => {
    await caller.dials()
    await caller.hears(greeting)
    await clock.passes('3s')
    await caller.hangsUp()
    await clock.passes('10s')
    await ana.phoneStaysSilent()
  },
)

const desk = frontDesk()
const switchedDesk = {
  ...desk,
  nodes: [...desk.nodes, { id: 'mode', kind: 'mode', title: 'mode', config: {}, position: { x: 0, y: 0 } }],
  edges: [
    ...desk.edges.filter(({ from }) => from !== 'call'),
    { from: 'call', exit: 'next', to: 'mode' },
    { from: 'mode', exit: 'ai', to: 'desk' },
    { from: 'mode', exit: 'team', to: 'people' },
  ],
}

scenario(
  '[W10, W11] While the team answers no assistant says a word; once the AI answers, it says the first',
  { flow: switchedDesk },
  async ({ caller, anotherCaller, office, ana, call }) => {
    const next = anotherCaller()
    await caller.dials()
    await ana.phoneRings()
    await ana.answers()
    await caller.isTalkingTo(ana)
    await ana.hangsUp()
    await call.isAnswered()
    await call.storyNeverSays(/assistant/)
    await office.letsAnswer('ai')
    await next.dials()
    await next.hears(greeting)
    await next.hangsUp()
  },
)
