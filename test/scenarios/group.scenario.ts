import { drawn, support } from '#test/builders/flows.ts'
import { everywhere, scenario } from './scenario.ts'

const five = ['Dora', 'Emil']
const eight = ['Dora', 'Emil', 'Fay', 'Gus', 'Hal', 'Ida', 'Jo']
const everyone = drawn(
  'Everyone',
  ['ring-group', { who: { kind: 'everyone' }, seconds: 20 }],
  ['voicemail', { greeting: 'Nobody is here.' }],
)

scenario(
  '[S2] Everybody with access to the number rings at once',
  { flow: support, drivers: everywhere },
  async ({ caller, ana, ben, cy, call }) => {
    await caller.dials()
    await caller.hears('Welcome to Harbour Bikes support.')
    await ana.phoneRings()
    await ben.phoneRings()
    await cy.phoneRings()
    await caller.hearsRinging()
    await caller.hangsUp()
    await call.storySays(/Ana’s, Ben’s and Cy’s phones ring for 30 s/)
  },
)

scenario(
  '[S3] The first to answer gets the call, and the others stop ringing',
  { flow: support, budget: 'ring-all of 3' },
  async ({ caller, ana, ben, cy, clock, call }) => {
    await caller.dials()
    await ana.phoneRings()
    await clock.passes('12s')
    await ben.answers()
    await ana.phoneStops()
    await cy.phoneStops()
    await caller.isTalkingTo(ben)
    await clock.passes('42s')
    await caller.isTalkingTo(ben)
    await ben.hangsUp()
    await call.isAnswered()
    await call.storySays(/Ben accepts/)
  },
)

scenario(
  '[S2, S3] Five ring at once and one of them wins',
  { flow: everyone, others: five, budget: 'ring-all of 5' },
  async ({ caller, ana, colleague, clock, call }) => {
    await caller.dials()
    await ana.phoneRings()
    await colleague('Emil').phoneRings()
    await clock.passes('5s')
    await colleague('Dora').answers()
    await caller.isTalkingTo(colleague('Dora'))
    await ana.phoneStops()
    await colleague('Emil').phoneStops()
    await caller.hangsUp()
    await call.isAnswered()
  },
)

scenario(
  '[S13, S15] Never more than 10 phones ring at once, whoever has access',
  { flow: everyone, others: [...eight, 'Kim', 'Lea'] },
  async ({ caller, colleague, ana, call, clock }) => {
    await caller.dials()
    await ana.phoneRings()
    await colleague('Jo').phoneRings()
    await colleague('Kim').phoneStaysSilent()
    await colleague('Lea').phoneStaysSilent('19s')
    await call.storySays(/Kim and Lea are skipped: at most 10 phones ring at once/)
    await clock.passes('1s')
    await caller.hears('Nobody is here.')
  },
)

scenario(
  '[S13] Ten may ring at once, and the tenth may answer',
  { flow: everyone, others: eight },
  async ({ caller, ana, colleague, call }) => {
    await caller.dials()
    await colleague('Jo').phoneRings()
    await ana.phoneRings()
    await colleague('Jo').answers()
    await caller.isTalkingTo(colleague('Jo'))
    await ana.phoneStops()
    await caller.hangsUp()
    await call.isAnswered()
  },
)

scenario(
  '[S2, pitfall 4] At one call per second the last phone still gets its whole time',
  { flow: everyone, others: five, world: { callsPerSecond: 1 } },
  async ({ caller, ana, colleague, clock }) => {
    await caller.dials()
    await ana.phoneRings()
    await colleague('Emil').phoneStaysSilent('3s')
    await clock.passes('1s')
    await colleague('Emil').phoneRings()
    await clock.passes('19s')
    await ana.phoneStops()
    await colleague('Emil').phoneStillRings()
    await colleague('Emil').answers()
    await caller.isTalkingTo(colleague('Emil'))
  },
)

scenario(
  '[S3] One declines, the others ring on',
  { flow: support, drivers: everywhere },
  async ({ caller, ana, ben, cy, clock }) => {
    await caller.dials()
    await ana.phoneRings()
    await ben.phoneRings()
    await cy.phoneRings()
    await ana.declines()
    await clock.passes('2s')
    await ben.phoneStillRings()
    await cy.phoneStillRings()
    await ben.answers()
    await caller.isTalkingTo(ben)
  },
)

scenario(
  '[W15] All of a group decline: the caller is asked for a message at once',
  { flow: support, drivers: everywhere },
  async ({ caller, ana, ben, cy, call }) => {
    await caller.dials()
    await cy.phoneRings()
    await ana.declines()
    await ben.declines()
    await cy.declines()
    await caller.hears('Everyone in support is busy.')
    await caller.leavesMessage('It is about my order.')
    await call.isMissed()
    await call.hasVoicemail(2)
  },
)

scenario(
  '[W15] Nobody of a group answers: voicemail after its time',
  { flow: support, budget: 'ring-all of 3, then voicemail' },
  async ({ caller, ana, clock, call }) => {
    await caller.dials()
    await ana.phoneRings()
    await clock.passes('29s')
    await caller.hearsRinging()
    await clock.passes('1s')
    await caller.hears('Everyone in support is busy.')
    await ana.phoneStops()
    await caller.leavesMessage('It is about my order.')
    await call.isMissed()
    await call.hasVoicemail(2)
  },
)

/** Who rings where everybody rings some at a time. */
