import { drawn } from '#test/builders/flows.ts'
import { scenario } from './scenario.ts'

const { edges, ...halves } = drawn(
  'Two greetings',
  ['split'],
  ['play', { text: 'Hello.' }],
  ['play', { text: 'Good day.' }],
)
const flow = {
  ...halves,
  edges: [
    ...edges.filter(({ from }) => from !== 'n1' && from !== 'n2'),
    { from: 'n1', exit: 'share-1', to: 'n2' },
    { from: 'n1', exit: 'share-2', to: 'n3' },
    { from: 'n2', exit: 'next', to: 'n4' },
  ],
}

scenario(
  '[S4] Each caller goes the way that was drawn for their own call',
  { flow },
  async ({ caller, anotherCaller, call }) => {
    const another = anotherCaller()
    await caller.dials()
    await caller.hears('Good day.')
    await another.dials()
    await another.hears('Hello.')
    await caller.isLeftAlone()
    await another.isLeftAlone()
    await call.isCompleted()
    await call.storySays(/Split by share 1.* leads to “⁨?Second half/)
    await another.call.storySays(/Split by share 1.* leads to “⁨?First half/)
  },
)
