import { expect, test } from 'vitest'
import { drawn } from '#test/builders/flows.ts'
import { compile } from '../language/compile.ts'
import { opening } from '../first-list.ts'
import { spokenTo, zoneOf } from './incoming-call/spoken-to.ts'
import { factsWith } from './scripted-call.ts'

test('prompts are spoken as the flow says, unless they say another language or voice', async () => {
  const flow = drawn(
    'Zweisprachig',
    ['play', { text: 'Guten Tag.' }],
    ['play', { text: 'Bonjour.', language: 'fr-FR', voice: 'man' }],
  )
  const settings = { language: 'de-DE', voice: 'woman', timeZone: 'Europe/Berlin' }
  const nodes = flow.nodes.map((node) => (node.kind === 'incoming-call' ? { ...node, config: settings } : node))
  const compiled = compile({ ...flow, nodes }, { people: null })
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.issues))
  const { plan } = compiled
  expect((await opening(plan, { ...factsWith(), ...spokenTo(plan) })).list).toEqual([
    { do: 'say', prompt: { say: 'Guten Tag.', speech: { language: 'de-DE', voice: 'woman' } } },
    { do: 'say', prompt: { say: 'Bonjour.', speech: { language: 'fr-FR', voice: 'man' } } },
  ])
  expect(zoneOf(plan)).toBe('Europe/Berlin')
})

test('a flow that says nothing of it is spoken as it always was', () => {
  const compiled = compile(drawn('Plain', ['play', { text: 'Hello.' }]), { people: null })
  expect(compiled.ok && spokenTo(compiled.plan)).toEqual({})
  expect(compiled.ok && zoneOf(compiled.plan)).toBeNull()
})
