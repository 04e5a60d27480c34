import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { withValueAt, type Path } from '#flows/language/path.ts'
import { rehearse } from './rehearse.ts'
import { played } from './testing/played.ts'

const sales = readFileSync(new URL('../../../flows/examples/sales.json', import.meta.url), 'utf8')
const people = [{ name: 'Ana' }, { name: 'Ben', does: [{ what: 'declines', after: 2 }] }]
const message = [
  { when: { is: 'recorded' }, says: 'Please call me back.' },
  { after: 4, hangsUp: true },
]
const inVain = {
  format: 1,
  title: 'Nobody answers and the caller leaves a message',
  at: '2026-03-10T10:00Z',
  people,
  does: message,
  expects: {
    rings: ['Ana', 'Ben'],
    ringsAt: { Ben: 20 },
    outcome: 'missed',
    voicemail: true,
    way: ['in.next', 'chain.exhausted', 'voicemail'],
    hears: ['Nobody in sales'],
  },
}
const expecting = (expects: object, more: object = {}) => ({ ...inVain, ...more, expects })

describe('a scenario’s file', () => {
  test('goes as expected: 0', async () => {
    expect(await played(sales, inVain)).toEqual({
      out: 'scenario: “Nobody answers and the caller leaves a message” goes as expected.\n',
      error: '',
      code: 0,
    })
  })

  test('is YAML just as well', async () => {
    const yaml = `format: 1
title: Ana takes the call
at: 2026-03-10T10:00Z
people:
  - name: Ana
    does: [{ what: answers, after: 5, talks: 30 }]
expects:
  answeredBy: Ana
  lasts: { from: 30, to: 40 }
`
    expect(await played(sales, yaml)).toMatchObject({ code: 0 })
  })

  test('tells programs what happened in one line, the last', async () => {
    const { out, code } = await played(sales, inVain, { json: true })
    expect(code).toBe(0)
    expect(out.match(/\n/g)).toHaveLength(1)
    expect(JSON.parse(out)).toMatchObject({
      ok: true,
      unmet: [],
      call: {
        outcome: 'missed',
        rings: [['Ana'], ['Ben']],
        way: [{ node: 'in' }, { node: 'chain' }, { node: 'voicemail' }],
        voicemails: 1,
      },
    })
  })
})

describe('what does not come as expected is said in a sentence: 1', () => {
  test.each<[string, object, string]>([
    [
      'the order',
      { rings: ['Ben', 'Ana'] },
      'Expected Ben, then Ana to be rung in this order, but Ana, then Ben rang.',
    ],
    [
      'the time',
      { ringsAt: { Ben: 9 } },
      'Expected Ben’s phone to ring 9 s after the call came in, but it rang after 20 s.',
    ],
    ['silence', { silent: ['Ana'] }, 'Expected Ana’s phone to stay silent, but it rang.'],
    ['who answers', { answeredBy: 'Ana' }, 'Expected Ana to talk with the caller, but nobody did.'],
    ['the outcome', { outcome: 'answered' }, 'Expected the call to be answered, but it is missed.'],
    ['the message', { voicemail: false }, 'Expected no voicemail, but one was left.'],
    [
      'the way',
      { way: ['voicemail', 'chain'] },
      'Expected the call to come to chain next, but it went in.next, chain.exhausted or nobody, voicemail.left-message or no-message or failed.',
    ],
    [
      'the words',
      { hears: ['Good morning'] },
      'Expected the caller to hear “Good morning”, but they heard “Nobody in sales',
    ],
    [
      'words too many',
      { neverHears: ['sales'] },
      'Expected the caller never to hear “sales”, but they heard “Nobody in sales',
    ],
    ['a text', { texts: [{ to: '+12025550150', says: 'Hi' }] }, 'that says “Hi”, but none went there.'],
    ['a service', { asks: ['/callers'] }, 'Expected a web service to be asked at “/callers”, but none was asked.'],
    ['how long it lasts', { lasts: { to: 5 } }, 'Expected the call to last 0 to 5 s, but it lasted'],
  ])('%s', async (_, expects, sentence) => {
    const { out, code } = await played(sales, expecting(expects))
    expect(code).toBe(1)
    expect(out).toContain(sentence)
    expect(out).toMatch(/What happened:\n0:00\.000 the caller dials\n/)
  })

  test('a step of the caller’s that never came', async () => {
    const does = [{ when: { hears: 'press 9' }, presses: '9' }]
    const { out, code } = await played(sales, expecting({ outcome: 'missed' }, { does }))
    expect(code).toBe(1)
    expect(out).toContain(
      'The caller never came to step 1, in which they press 9 once they hear “press 9”: the call ended before.',
    )
  })
})

describe('what cannot be used says where and why: 2', () => {
  test.each<[string, unknown, string, string]>([
    ['another format', { ...inVain, format: 2 }, 'format', 'newer Ringdown'],
    ['no moment', { ...inVain, at: '2026-03-10 10:00' }, 'at', 'as in 2026-03-10T09:30+01:00'],
    ['a field that there is not', { ...inVain, colour: 1 }, '', 'colour'],
    ['nothing expected', { ...inVain, expects: {} }, 'expects', 'at least one thing'],
    ['a stranger', expecting({ rings: ['Zoe'] }), 'expects.rings[0]', 'Nobody here is called Zoe.'],
    ['one name twice', { ...inVain, people: [...people, { name: 'Ana' }] }, 'people[2].name', 'called Ana already'],
    [
      'an unknown deed',
      { ...inVain, people: [{ name: 'Ana', does: [{ what: 'sleeps' }] }] },
      'people[0].does[0].what',
      'answers',
    ],
    ['two deeds at once', { ...inVain, does: [{ says: 'Hi', presses: '1' }] }, 'does[0]', 'one thing'],
    ['a deed without end', { ...inVain, does: [{ after: 901, hangsUp: true }] }, 'does[0].after', 'at most 900 s'],
    ['people without end', { ...inVain, people: people.concat(Array(60).fill({ name: 'x' })) }, 'people', 'At most 50'],
    [
      'an exit that there is not',
      expecting({ way: ['chain.open'] }),
      'expects.way[0]',
      'It has answered, exhausted, nobody.',
    ],
    ['a node that there is not', expecting({ way: ['menu'] }), 'expects.way[0]', 'It has in, chain, voicemail.'],
    ['an anchor', 'format: &a 1\n', '', 'the anchor &a'],
    ['no text at all', '', '', ''],
  ])('%s', async (_, scenario, path, words) => {
    const { out, code } = await played(sales, scenario, { json: true })
    expect(code).toBe(2)
    const { ok, problems } = JSON.parse(out) as { ok: boolean; problems: { path: string; message: string }[] }
    expect(ok).toBe(false)
    expect(problems[0]?.path).toBe(path)
    expect(problems[0]?.message).toContain(words)
  })

  test('a flow with errors', async () => {
    const { out, code } = await played({ ...JSON.parse(sales), edges: [] }, inVain, { json: true })
    expect(code).toBe(2)
    expect(JSON.parse(out)).toMatchObject({ ok: false, issues: [{ level: 'error', node: 'in' }, {}, {}] })
  })

  test.each([
    ['no scenario', ['rehearse', 'flow']],
    ['two flows', ['rehearse', 'a', 'b', '--scenario', 's']],
    ['an unknown option', ['rehearse', 'a', '--scenari', 's']],
  ])('%s', async (_, args) => {
    expect(await rehearse(args, () => sales)).toMatchObject({
      out: '',
      code: 2,
      error: expect.stringContaining('Usage:'),
    })
  })

  test('a file that is not there', async () => {
    const missing = (file: string): string => {
      if (file === 'a') return sales
      throw new Error('there is no such file')
    }
    expect(await rehearse(['rehearse', 'a', '--scenario', 's'], missing)).toMatchObject({
      out: 's: It cannot be read: there is no such file\n',
      code: 2,
    })
  })
})

test('whatever stands in a scenario’s file, it is played or refused', async () => {
  const anything = fc.oneof(fc.constant(undefined), fc.jsonValue({ maxDepth: 2 }), fc.string({ unit: 'binary' }))
  const places = pathsIn(inVain)
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...places), anything, async (place, value) => {
      const { code, out } = await played(sales, withValueAt(inVain, place, value), { json: true })
      expect([0, 1, 2]).toContain(code)
      expect(JSON.parse(out)).toMatchObject({ ok: code === 0 })
    }),
    { numRuns: 60 },
  )
})

function pathsIn(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path]
  const inner = Array.isArray(value) ? [...value.entries()] : Object.entries(value)
  return [...(path.length === 0 ? [] : [path]), ...inner.flatMap(([key, one]) => pathsIn(one, [...path, key]))]
}
