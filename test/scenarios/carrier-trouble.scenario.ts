import { drawn, sales, support } from '#test/builders/flows.ts'
import { scenario } from './scenario.ts'

const unmoved = (times: number) => Array.from({ length: times }, () => 'lost-and-unmoved' as const)

scenario(
  '[S3, pitfall 11] Moving the caller fails three times: who accepted waits, and the two meet',
  { flow: sales, world: { moves: unmoved(3) } },
  async ({ caller, ana, ben, clock, call }) => {
    await caller.dials()
    await ana.answers()
    await caller.isTalkingTo(ana)
    await clock.passes('30s')
    await caller.isTalkingTo(ana)
    await ana.phoneRang(1)
    await ben.phoneStaysSilent()
    await caller.hangsUp()
    await call.isAnswered()
    await call.storySays(/the two talked for 0:3[01]/i)
  },
)

scenario(
  '[W13, pitfall 11] The caller can never be moved: the next in line rings, and the call does not count as answered',
  { flow: sales, world: { moves: unmoved(40) } },
  async ({ caller, ana, ben, call }) => {
    await caller.dials()
    await ana.answers()
    await ben.phoneRings('30s')
    await ana.phoneStops()
    await caller.hearsRinging()
    await caller.hangsUp()
    await ben.phoneStops()
    await call.isMissed()
    await call.storySays(/Ana was gone before the caller was connected/)
    await call.storyNeverSays(/talked for/)
  },
)

scenario(
  '[W15, pitfall 11] No order to move the caller gets through: their document is told the step that stands',
  { flow: sales, world: { moves: unmoved(40) } },
  async ({ caller, ana, ben, cy, clock, call }) => {
    await ana.alwaysDeclines()
    await ben.alwaysDeclines()
    await cy.alwaysDeclines()
    await caller.dials()
    await clock.passes('85s')
    await caller.leavesMessage('Please call me.')
    await call.isMissed()
    await call.hasVoicemail()
  },
)

scenario(
  '[S3, pitfall 6] The carrier does not end the losers: they are ended during the talk',
  { flow: support, world: { failingEnds: 3 } },
  async ({ caller, ana, ben, cy, clock, call }) => {
    await caller.dials()
    await ana.phoneRings()
    await ben.answers()
    await caller.isTalkingTo(ben)
    await clock.passes('20s')
    await caller.isTalkingTo(ben)
    await ana.phoneStops('0s')
    await cy.phoneStops('0s')
    await caller.hangsUp()
    await call.isAnswered()
  },
)

// a workflow whose activity hangs does not let the test server skip time
const fast = ['fast'] as const

scenario(
  '[S3, pitfall 7] The answer to one dial hangs: whoever accepts meanwhile talks at once, and nobody rings on',
  { flow: support, drivers: fast },
  async ({ caller, ana, ben, cy, call }) => {
    await ana.dialAnswerIsSlow()
    await caller.dials()
    await ana.phoneRings()
    await ben.answers()
    await caller.isTalkingTo(ben)
    await ana.phoneStops()
    await cy.phoneStops()
    await caller.hangsUp()
    await call.isAnswered()
  },
)

scenario(
  '[pitfall 5] The caller goes while the answer to a dial hangs: every phone stops',
  { flow: support, drivers: fast },
  async ({ caller, ana, ben, call }) => {
    await ana.dialAnswerIsSlow()
    await caller.dials()
    await ana.phoneRings()
    await caller.hangsUp()
    await ben.phoneStops('0.5s')
    await ana.phoneStops('0.5s')
    await call.isAbandoned()
  },
)

scenario(
  '[S3, pitfall 6] The answer to one dial hangs and the carrier ends nobody for a moment: losers are ended all the same',
  { flow: support, drivers: fast, world: { failingEnds: 1 } },
  async ({ caller, ana, ben, cy, call }) => {
    await ana.dialAnswerIsSlow()
    await caller.dials()
    await ana.phoneRings()
    await ben.answers()
    await caller.isTalkingTo(ben)
    await ana.phoneStops('1s')
    await cy.phoneStops('1s')
    await caller.hangsUp()
    await call.isAnswered()
  },
)

scenario(
  '[W13] The carrier’s log takes its time just as somebody accepts: the two meet at once',
  { flow: sales, drivers: fast, world: { lookUps: ['slow'] } },
  async ({ caller, ana, clock, call }) => {
    await ana.dialAnswerIsLost()
    await caller.dials()
    await clock.passes('5s')
    await ana.answers()
    await caller.isTalkingTo(ana)
    await caller.hangsUp()
    await call.isAnswered()
  },
)

scenario(
  '[S3] A phone that the carrier’s log did not know when it was asked rings, and its person accepts before the log has answered: the two talk on',
  { flow: sales, drivers: fast, world: { lookUps: ['slow'] } },
  async ({ caller, ana, ben, clock, call }) => {
    await ana.dialShowsLate()
    await caller.dials()
    await ana.phoneRings('8s')
    await ana.answers()
    await caller.isTalkingTo(ana)
    await clock.passes('10s')
    await caller.isTalkingTo(ana)
    await ben.phoneStaysSilent()
    await caller.hangsUp()
    await call.isAnswered()
  },
)

const everyone = drawn(
  'Everyone',
  ['ring-group', { who: { kind: 'everyone' }, seconds: 20 }],
  ['voicemail', { greeting: 'Nobody is here.' }],
)

scenario(
  '[W13] Whoever picks up in the last second still has time to accept: the caller hears ringing until then',
  { flow: everyone },
  async ({ caller, ana, clock }) => {
    await caller.dials()
    await clock.passes('19.9s')
    await ana.picksUp()
    await clock.passes('9.9s')
    await caller.hearsRinging()
    await ana.presses('1')
    await caller.isTalkingTo(ana)
    await caller.wasNeverLeftInSilence()
  },
)

// the carrier's own failures need the whole product
const stack = ['stack'] as const
const DOWN = { api: { rate: 1, status: 503 } }
/** Whoever hears this cannot know whether it was done. */
const GATEWAY_DOWN = { api: { rate: 1, status: 502 } }

scenario(
  '[W13, pitfall 11] The carrier’s API fails for a moment as a phone is dialled: nobody is skipped',
  { flow: sales, drivers: stack },
  async ({ caller, ana, ben, clock, call, machines }) => {
    await machines.trouble(DOWN)
    await caller.dials()
    await caller.hearsRinging()
    await clock.passes('1.5s')
    await machines.trouble({})
    await ana.phoneRings('8s')
    await ana.answers()
    await caller.isTalkingTo(ana)
    await ben.phoneStaysSilent()
    await caller.hangsUp()
    await call.isAnswered()
  },
)

scenario(
  '[W13, pitfall 11] A gateway of the carrier fails for a moment as a group is dialled: everybody rings within seconds, and once',
  { flow: support, drivers: stack },
  async ({ caller, ana, ben, clock, call, machines }) => {
    await machines.trouble(GATEWAY_DOWN)
    await caller.dials()
    await caller.hearsRinging()
    await clock.passes('1.5s')
    await machines.trouble({})
    await ana.phoneRings('8s')
    await ben.phoneRings('1s')
    await clock.passes('4s')
    await ana.phoneRang(1)
    await ben.answers()
    await caller.isTalkingTo(ben)
    await ana.phoneStops()
    await caller.hangsUp()
    await call.isAnswered()
  },
)

scenario(
  '[S3, pitfall 11] The carrier’s API fails for a moment as somebody accepts: the two meet',
  { flow: sales, drivers: stack },
  async ({ caller, ana, ben, clock, call, machines }) => {
    await caller.dials()
    await ana.picksUp()
    await machines.trouble(DOWN)
    await ana.presses('1')
    await clock.passes('2s')
    await machines.trouble({})
    await caller.isTalkingTo(ana)
    await clock.passes('4s')
    await caller.isTalkingTo(ana)
    await ana.phoneRang(1)
    await ben.phoneStaysSilent()
    await caller.hangsUp()
    await ana.phoneStops()
    await call.isAnswered()
  },
)
