import { drawn } from '#test/builders/flows.ts'
import { scenario } from './scenario.ts'

const { edges, ...line } = drawn(
  'AI or team',
  ['mode', { initially: 'team' }],
  ['play', { text: 'Our assistant takes a message.' }],
  ['voicemail', { greeting: 'Please speak after the tone.' }],
  ['priority-chain', { who: { kind: 'routing-list' }, seconds: 20 }],
  ['voicemail', { greeting: 'Nobody could take your call.' }],
)
const flow = {
  ...line,
  edges: [
    ...edges.filter(({ from }) => !['n1', 'n3'].includes(from)),
    { from: 'n1', exit: 'ai', to: 'n2' },
    { from: 'n1', exit: 'team', to: 'n4' },
  ],
}

scenario(
  '[W5, W11] The team answers: the call goes straight to the chain, and nothing of the AI is in its story',
  { flow },
  async ({ caller, ana, clock, call }) => {
    await caller.dials()
    await ana.phoneRings()
    await clock.passes('3s')
    await ana.answers()
    await caller.isTalkingTo(ana)
    await caller.hangsUp()
    await call.isAnswered()
    await call.storySays(/Mode 1.* leads to “⁨?The team answers/)
    await call.storyNeverSays(/assistant|speak after the tone|The AI answers/)
  },
)

scenario('[W5] The AI answers: nobody is rung', { flow }, async ({ caller, office, ana, call }) => {
  await office.letsAnswer('ai')
  await caller.dials()
  await caller.hears('Our assistant takes a message.')
  await caller.leavesMessage('Please call me back.')
  await ana.phoneStaysSilent()
  await call.isMissed()
  await call.hasVoicemail()
})

scenario(
  '[W5, pitfall 27] The switch is used between two calls: the next goes the other way, and the one under way goes on as it began',
  { flow },
  async ({ caller, anotherCaller, office, ana, clock }) => {
    const next = anotherCaller()
    const last = anotherCaller()
    await caller.dials()
    await ana.phoneRings()
    await office.letsAnswer('ai')
    await next.dials()
    await next.hears('Our assistant takes a message.')
    await ana.answers()
    await caller.isTalkingTo(ana)
    await caller.hangsUp()
    await next.hangsUp()
    await office.letsAnswer('team')
    await clock.passes('2s')
    await last.dials()
    await ana.phoneRings()
    await ana.answers()
    await last.isTalkingTo(ana)
    await last.hangsUp()
  },
)
