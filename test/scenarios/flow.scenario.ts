import { drawn } from '#test/builders/flows.ts'
import { scenario } from './scenario.ts'

const closed = drawn('Closed', ['play', { text: 'We are closed today.' }], ['play', { text: 'Goodbye.' }])
const busyLine = drawn('Busy', ['hang-up', { cause: 'busy' }])
const escalation = drawn(
  'Escalation',
  ['play', { text: 'One moment.' }],
  ['ring-group', { who: { kind: 'members', members: ['m-ana', 'm-ben'] }, seconds: 10 }],
  ['play', { text: 'We try somebody else.' }],
  ['ring-group', { who: { kind: 'members', members: ['m-cy', 'm-dora'] }, seconds: 10 }],
  ['voicemail', { greeting: 'Nobody is here.' }],
)

scenario(
  '[S4] A flow that only speaks says everything, then ends the call',
  { flow: closed },
  async ({ caller, call, ana }) => {
    await caller.dials()
    await caller.hears('We are closed today.')
    await caller.hears('Goodbye.')
    await caller.isLeftAlone()
    await ana.phoneStaysSilent()
    await call.isCompleted()
  },
)

scenario('[S4] A flow may end a call as busy', { flow: busyLine }, async ({ caller, call }) => {
  await caller.dials()
  await caller.isLeftAlone()
  await call.isCompleted()
  await call.storySays(/ended as busy/)
})

scenario(
  '[S16] Two groups ring one after the other, with a sentence in between',
  { flow: escalation, others: ['Dora'] },
  async ({ caller, ana, ben, cy, colleague, clock, call }) => {
    await caller.dials()
    await caller.hears('One moment.')
    await ana.phoneRings()
    await ben.phoneRings()
    await cy.phoneStaysSilent('10s')
    await caller.hears('We try somebody else.')
    await cy.phoneRings()
    await colleague('Dora').phoneRings()
    await ana.phoneStops()
    await clock.passes('2s')
    await colleague('Dora').answers()
    await caller.isTalkingTo(colleague('Dora'))
    await caller.hangsUp()
    await call.isAnswered()
    await caller.wasNeverLeftInSilence()
  },
)

scenario(
  '[S16] Both groups in vain: voicemail',
  { flow: escalation, others: ['Dora'] },
  async ({ caller, ana, cy, clock, call }) => {
    await caller.dials()
    await ana.phoneRings()
    await clock.passes('10s')
    await cy.phoneRings()
    await clock.passes('10s')
    await caller.hears('Nobody is here.')
    await caller.leavesMessage('I called in vain.')
    await call.isMissed()
    await call.hasVoicemail()
  },
)

scenario(
  '[pitfall 14] A withheld number is answered like any other',
  { flow: escalation, others: ['Dora'] },
  async ({ anotherCaller, ana }) => {
    const hidden = anotherCaller(null)
    await hidden.dials()
    await hidden.hears('One moment.')
    await ana.answers()
    await hidden.isTalkingTo(ana)
    await hidden.hangsUp()
    await hidden.call.isAnswered()
  },
)

const goodbye = drawn(
  'Goodbye',
  ['priority-chain', { who: { kind: 'members', members: ['m-ana'] }, seconds: 10 }],
  ['play', { text: 'Goodbye.' }],
  ['hang-up'],
)

scenario(
  '[W13] Nobody answers and the flow says goodbye: it is heard before the line is closed',
  { flow: goodbye },
  async ({ caller, ana, call }) => {
    await caller.dials()
    await ana.declines()
    await caller.hears('Goodbye.')
    await caller.isLeftAlone()
    await call.isMissed()
  },
)
