import { asPublished } from '#test/builders/plan-of.ts'
import { drawn } from '#test/builders/flows.ts'
import { scenario } from './scenario.ts'

const chain = asPublished(
  'sales-chain',
  drawn(
    'Sales chain',
    ['play', { text: 'You are put through to sales.' }],
    ['priority-chain', { seconds: 15 }],
    ['voicemail', { greeting: 'Sales is out.', maxSeconds: 60 }],
  ),
)
const greeted = asPublished(
  'greeted',
  drawn(
    'Greeted',
    ['play', { text: 'Welcome.' }],
    ['go-to-flow', { flow: chain }],
    ['play', { text: 'Back at the desk.' }],
  ),
)
const frontDesk = drawn('Sales', ['go-to-flow', { flow: greeted }])

scenario(
  '[S3, W13] A call goes through flows within flows as if they were one: phones ring in turn, and the talk is told with its people',
  { flow: frontDesk },
  async ({ caller, ana, ben, clock, call }) => {
    await caller.dials()
    await caller.hears('Welcome.')
    await caller.hears('You are put through to sales.')
    await clock.passes('4s')
    await ana.phoneRings()
    await clock.passes('16s')
    await ben.phoneRings()
    await ben.answers()
    await caller.isTalkingTo(ben)
    await caller.hangsUp()
    await call.isAnswered()
    await call.storySays(/Ben accepts/)
  },
)

scenario(
  '[W15] Nobody answers in the flow to which a call was led: its voicemail takes the message',
  { flow: frontDesk },
  async ({ caller, ana, clock, call }) => {
    await caller.dials()
    await clock.passes('4s')
    await ana.phoneRings()
    await clock.passes('46s')
    await caller.leavesMessage('It is about the blue one.')
    await call.isMissed()
    await call.hasVoicemail()
  },
)
