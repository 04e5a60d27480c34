import { expect, test } from 'vitest'
import { drawn } from '#test/builders/flows.ts'
import type { CallFacts } from './call/facts.ts'
import { opening } from './first-list.ts'
import { compile } from './language/compile.ts'
import type { Flow } from './language/flow.ts'
import type { Plan } from './language/plan.ts'
import { factsWith, ScriptedCall } from './nodes/scripted-call.ts'
import { ladderFrom } from './outage/outage.ts'
import { walk } from './walk.ts'

const greeting = planOf(
  drawn(
    'Greeting',
    ['play', { text: 'Hello {{caller.name | there}}, this is {{number.name}} of {{business.name}}.' }],
    ['voicemail', { greeting: 'Call us from {{caller.number | your own number}} again.' }],
  ),
)

test.each<[string, Partial<CallFacts>, string, string]>([
  [
    'a known caller is called by their name',
    { caller: { e164: '+12025550150', name: 'Maria' }, business: { name: 'Harbour Bikes' } },
    'Hello Maria, this is Sales of Harbour Bikes.',
    'Call us from 1 2 0 2 5 5 5 0 1 5 0 again.',
  ],
  [
    'of a caller of whom nothing is known, what stands instead is said',
    { caller: { e164: null, name: null }, business: { name: 'Harbour Bikes' } },
    'Hello there, this is Sales of Harbour Bikes.',
    'Call us from your own number again.',
  ],
  [
    'a name of many lines is one line, and an endless one is cut',
    { caller: { e164: 'sip:max@example.com', name: `Max\n\n${'x'.repeat(200)}` }, business: { name: 'Harbour Bikes' } },
    `Hello Max ${'x'.repeat(95)}…, this is Sales of Harbour Bikes.`,
    'Call us from your own number again.',
  ],
])('%s: by the engine, at once, and by a document that is alone', async (_sentence, change, hello, message) => {
  const facts = factsWith(change)
  const call = new ScriptedCall(facts)
  await walk(greeting, call)
  expect(call.told.filter((told) => /says|records/.test(told))).toEqual([
    `says “${hello}”`,
    `records after “${message}”, at most 120 s, 5 s of silence`,
  ])
  expect((await opening(greeting, facts)).list).toEqual([{ do: 'say', prompt: { say: hello } }])
  expect(await ladderFrom(greeting, facts, greeting.start)).toMatchObject([
    { do: 'say', prompt: { say: hello } },
    { do: 'record', greeting: { say: message } },
    { do: 'hang-up' },
  ])
})

test('what a node has found out is said by those behind it', async () => {
  const flow = drawn('Thanks', ['ring-group'], ['hang-up'])
  const [, ring] = flow.nodes
  const thanks: Flow = {
    ...flow,
    nodes: [
      ...flow.nodes,
      {
        id: 'thanks',
        kind: 'play',
        title: 'Thanks',
        config: { text: 'That was {{n1.answered-by}}.' },
        position: { x: 0, y: 1 },
      },
    ],
    edges: [...flow.edges, { from: 'n1', exit: 'answered', to: 'thanks' }, { from: 'thanks', exit: 'next', to: 'n2' }],
  }
  expect(ring?.kind).toBe('ring-group')
  const call = new ScriptedCall(factsWith(), { ring: [{ accepts: 'ben' }] })
  await walk(planOf(thanks), call)
  expect(call.told).toContain('says “That was Ben.”')
})

test('in a plan of an earlier release braces are what they always were', async () => {
  const [play] = Object.values(greeting.steps).filter(({ kind }) => kind === 'play')
  if (!play) throw new Error('the flow speaks')
  const { templates: _none, ...before } = play
  const call = new ScriptedCall(factsWith())
  await walk({ ...greeting, steps: { ...greeting.steps, [play.id]: before } }, call)
  expect(call.told.join()).toContain('Hello {{caller.name | there}}')
})

test('the day and the time of a call are those of its zone, as its language says them', async () => {
  const plan = planOf(drawn('Time', ['play', { text: '{{call.weekday | today}}, {{call.time | now}}' }]))
  const said = async (facts: Partial<CallFacts>): Promise<unknown> => (await opening(plan, factsWith(facts))).list
  const arrivedAt = Date.parse('2026-07-05T22:05:00Z') // a Sunday
  const berlin = { timeZone: 'Europe/Berlin', ahead: 7_200_000 }
  expect(await said({ arrivedAt, local: berlin })).toMatchObject([{ prompt: { say: 'Monday, 12:05 AM' } }])
  expect(await said({ arrivedAt, local: berlin, speech: { language: 'de-DE' } })).toMatchObject([
    { prompt: { say: 'Montag, 0:05' } },
  ])
  expect(await said({})).toMatchObject([{ prompt: { say: 'today, now' } }])
})

function planOf(flow: Flow): Plan {
  const compiled = compile(flow, { people: null })
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.issues))
  return compiled.plan
}
