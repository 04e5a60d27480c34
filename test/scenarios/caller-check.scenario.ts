import { drawn } from '#test/builders/flows.ts'
import { scenario } from './scenario.ts'

const check = {
  matches: [
    { id: '1', name: 'Not welcome', who: { is: 'blocked' } },
    { id: '2', name: 'Our best customers', who: { is: 'vip' } },
    { id: '3', name: 'Press', who: { is: 'tagged', tag: 'tag-press' } },
    { id: '4', name: 'London', who: { is: 'area', begins: '+44 20' } },
    { id: '5', name: 'Germany', who: { is: 'country', country: 'DE' } },
    { id: '6', name: 'The bank', who: { is: 'numbers', numbers: ['+1 202 555 0199'] } },
    { id: '7', name: 'Back again', who: { is: 'called-before' } },
  ],
}
const greetings = [
  ['match-1', 'We cannot take your call.'],
  ['match-2', 'Welcome back.'],
  ['match-3', 'Please write to our press office.'],
  ['match-4', 'Our London office calls you back.'],
  ['match-5', 'Guten Tag.'],
  ['match-6', 'Hello to the bank.'],
  ['match-7', 'You have called before.'],
  ['anonymous', 'Please call with your number.'],
  ['else', 'We have not met yet.'],
] as const
const { edges, ...line } = drawn(
  'Who calls',
  ['caller-check', check],
  ...greetings.map(([, text]) => ['play', { text }] as const),
)
/** Each way has its own greeting, after which everybody is rung. */
const flow = {
  ...line,
  edges: [
    ...edges.filter(({ from }) => from === 'n0'),
    ...greetings.map(([exit], at) => ({ from: 'n1', exit, to: `n${at + 2}` })),
    ...greetings.map((_, at) => ({ from: `n${at + 2}`, exit: 'next', to: `n${greetings.length + 2}` })),
  ],
}

scenario(
  '[S4] Callers are greeted by who they are, and the first thing that fits counts',
  { flow },
  async ({ anotherCaller, office, clock }) => {
    const [vip, press, blocked] = ['+12025550161', '+12025550162', '+12025550163'] as const
    await office.knows(vip, { name: 'Vera', vip: true, tags: ['tag-press'] })
    await office.knows(press, { name: 'Paul', tags: ['tag-press'] })
    await office.knows(blocked, { name: 'Bob', vip: true, blocked: true })
    for (const [from, greeting] of [
      [vip, 'Welcome back.'],
      [press, 'Please write to our press office.'],
      [blocked, 'We cannot take your call.'],
      ['+442079460777', 'Our London office calls you back.'],
      ['+4930901820', 'Guten Tag.'],
      ['+12025550199', 'Hello to the bank.'],
      ['+12025550164', 'We have not met yet.'],
      ['+12025550164', 'You have called before.'],
      [null, 'Please call with your number.'],
    ] as const) {
      const caller = anotherCaller(from)
      await caller.dials()
      await caller.hears(greeting)
      await caller.isLeftAlone()
      await caller.call.isCompleted()
      await clock.passes('1s')
    }
  },
)

scenario(
  '[pitfall 27] Who is blocked while they call is not turned away until their next call',
  { flow: { ...flow, name: 'Blocked meanwhile' } },
  async ({ caller, anotherCaller, office }) => {
    await caller.dials()
    await office.knows('+12025550150', { blocked: true })
    await caller.hears('We have not met yet.')
    await caller.isLeftAlone()
    const again = anotherCaller('+12025550150')
    await again.dials()
    await again.hears('We cannot take your call.')
    await again.isLeftAlone()
    await again.call.storySays(/Caller check 1.* leads to “⁨?Not welcome/)
    await again.call.storyNeverSays(/rings/)
  },
)
