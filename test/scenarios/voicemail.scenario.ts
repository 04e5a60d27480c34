import { drawn } from '#test/builders/flows.ts'
import { scenario } from './scenario.ts'

const onlyVoicemail = drawn('Voicemail', [
  'voicemail',
  { greeting: 'Please leave a message.', maxSeconds: 30, silenceSeconds: 4 },
])
const withGoodbye = drawn(
  'Voicemail and goodbye',
  ['voicemail', { greeting: 'Please leave a message.', maxSeconds: 30, silenceSeconds: 4 }],
  ['play', { text: 'Thank you, goodbye.' }],
)
const ungreeted = drawn('Bare voicemail', ['voicemail', { maxSeconds: 10, silenceSeconds: 2 }])

scenario(
  '[W15] A message that ends by hanging up is kept',
  { flow: onlyVoicemail, budget: 'voicemail' },
  async ({ caller, call }) => {
    await caller.dials()
    await caller.hears('Please leave a message.')
    await caller.leavesMessage('Hello, this is Mia. Please ring me at home tonight.')
    await call.isMissed()
    await call.hasVoicemail(3)
  },
)

scenario(
  '[W15] A message that ends in silence is kept, and the call goes on',
  { flow: withGoodbye, budget: 'voicemail, then goodbye' },
  async ({ caller, clock, call }) => {
    await caller.dials()
    await caller.isAskedForAMessage()
    await caller.says('Hello, this is Mia. Please ring me.')
    await clock.passes('8s')
    await caller.hears('Thank you, goodbye.')
    await caller.isLeftAlone()
    await call.isMissed()
    await call.hasVoicemail(3)
  },
)

scenario(
  '[W15] A message is no longer than the flow allows',
  { flow: onlyVoicemail },
  async ({ caller, clock, call }) => {
    await caller.dials()
    await caller.isAskedForAMessage()
    await caller.says('I go on and on. '.repeat(60))
    await clock.passes('29s')
    await caller.isStillThere()
    await clock.passes('2s')
    await caller.isLeftAlone()
    await call.isMissed()
    await call.hasVoicemail(30)
  },
)

scenario(
  '[W15] Nothing is said: no message, and still missed',
  { flow: withGoodbye },
  async ({ caller, clock, call }) => {
    await caller.dials()
    await caller.isAskedForAMessage()
    await clock.passes('8s')
    await caller.hears('Thank you, goodbye.')
    await call.isMissed()
    await call.hasNoVoicemail()
    await call.storySays(/left no message/)
  },
)

scenario('[W15] A voicemail without a greeting records at once', { flow: ungreeted }, async ({ caller, call }) => {
  await caller.dials()
  await caller.isAskedForAMessage()
  await caller.leavesMessage('Quick question.')
  await call.isMissed()
  await call.hasVoicemail(1)
})

scenario(
  '[W15, pitfall 9] A message whose callback is lost is known by the word of its document',
  { flow: withGoodbye, world: { faults: { drop: 1 } } },
  async ({ caller, clock, call }) => {
    await caller.dials()
    await caller.isAskedForAMessage()
    await caller.says('Hello, this is Mia.')
    await clock.passes('8s')
    await caller.hears('Thank you, goodbye.')
    await call.hasVoicemail()
  },
)

scenario(
  '[pitfall 9] A message that is heard of three times is told once',
  { flow: withGoodbye, world: { faults: { duplicate: 1 } } },
  async ({ caller, clock, call }) => {
    await caller.dials()
    await caller.isAskedForAMessage()
    await caller.says('Hello, this is Mia.')
    await clock.passes('8s')
    await call.isMissed()
    await call.storySaysOnce(/voicemail/)
  },
)
