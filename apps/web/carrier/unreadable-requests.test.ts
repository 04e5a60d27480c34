import { afterAll, beforeAll, expect, test } from 'vitest'
import { edgeAlone, fetchOf, urls, wordOf, type EdgeAlone } from './testing/edge-alone.ts'

let edge: EdgeAlone
beforeAll(async () => {
  edge = await edgeAlone()
})
afterAll(() => edge.close())
const post: EdgeAlone['post'] = (...asked) => edge.post(...asked)

test('a body that is not JSON is told what to send', async () => {
  const { status, body } = await post(wordOf('call-1'), 'oops', { signature: null })
  expect(status).toBe(400)
  expect(JSON.stringify(body)).toContain('not JSON')
})

test('a body that cannot be read is a warning of one line, whoever signed it', async () => {
  edge.logged.length = 0
  const path = '/carrier/numbers/sales'
  for (const body of ['oops', '{}', fetchOf('..')])
    expect((await post(urls.of({ to: 'number-document', number: 'sales' }), body)).status).toBe(400)
  expect(edge.logged).toEqual(
    Array.from({ length: 3 }, () =>
      expect.objectContaining({ level: 40, path, why: expect.stringMatching(/not JSON|names no call/) }),
    ),
  )
  expect(JSON.stringify(edge.logged)).not.toContain('stack')
})

test.each([
  ['a NUL', 'call\0'],
  ['half a character', 'call-\ud83d'],
  ['more than any file or workflow can be named after', 'x'.repeat(201)],
  ['a line break', 'call\nother'],
  ['nothing', ''],
  ['the folder itself', '.'],
  ['the folder above', '..'],
  ['a part of an address more', 'call/other'],
  ['a part of an address more, on Windows', 'call\\other'],
  ['a part of an address more, written out', 'call%2fother'],
  ['a query', 'call?a'],
  ['a fragment', 'call#a'],
])('an arrival whose id cannot be kept is refused with a sentence, signed or not: %s', async (_what, call) => {
  const { status, body } = await post(urls.of({ to: 'number-document', number: 'sales' }), fetchOf(call))
  expect([status, JSON.stringify(body)]).toEqual([400, expect.stringMatching(/names no call|a character that is none/)])
  const url = urls.of({ to: 'number-word', organisation: 'o1', number: 'sales' })
  expect((await post(url, { call, from: '', to: '', what: 'word', since: '' }, { signature: null })).status).toBe(400)
})

test('a body that is nested without end is refused with a sentence', async () => {
  const { status, body } = await post(urls.of({ to: 'number-document', number: 'sales' }), '['.repeat(200_000))
  expect([status, JSON.stringify(body)]).toEqual([400, expect.stringContaining('nested too deeply')])
})
