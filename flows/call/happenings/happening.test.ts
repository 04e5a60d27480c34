import { expect, it } from 'vitest'
import { outcomeSentence } from '../../story/outcome-sentence.ts'
import { story } from '../../story/story.ts'
import { nothingYet } from './call-fold.ts'
import { foldCall } from './fold-call.ts'
import { byKind, eventKey, type CallEvent, type Happening } from './happening.ts'
import { seenBy } from './seen.ts'

const ana = { leg: '2-1', member: 'ana', name: 'Ana' }

it.each<[string, Happening]>([
  ['arrived', { kind: 'arrived', caller: '+12025550150', number: 'Sales', flow: 'f', version: 1 }],
  ['entered:in:Welcome', { kind: 'entered', node: 'in', title: 'Welcome' }],
  ['handed:3', { kind: 'handed', step: 3, list: [], by: 'pull' }],
  ['claimed:2-1', { kind: 'claimed', ...ana }],
  ['claim-refused:2-1:late', { kind: 'claim-refused', ...ana, why: 'late' }],
  ['skipped:ana:talking', { kind: 'skipped', member: 'ana', name: 'Ana', why: 'talking' }],
  ['recording:https://carrier.test/1', { kind: 'recording', url: 'https://carrier.test/1', seconds: 4, from: 'log' }],
  ['replied:2', { kind: 'replied', step: 2, what: 'digits', by: 'keys', answer: '4711' }],
  ['trouble:dial', { kind: 'trouble', with: 'dial', detail: '' }],
  ['caller-gone', { kind: 'caller-gone' }],
])('is known as %s, today as in every row that is kept', (key, what) => {
  expect(eventKey(what)).toBe(key)
})

it.each([
  ['of which this release knows nothing', { kind: 'beamed-up', to: 'the ship' }],
  ['that lacks what its entry says', { kind: 'claimed', leg: 7 }],
])('passes over a happening %s: it makes nothing of the call, and is told to nobody', (_which, what) => {
  const event = { at: 1000, node: null, what: what as unknown as Happening } satisfies CallEvent
  expect(foldCall([event])).toEqual(nothingYet)
  expect(story([event])).toEqual([])
  expect(outcomeSentence([event])).toBe('The call has come in.')
  expect(seenBy('people', event)).toBeNull()
  expect(seenBy('auditors', event)?.what).toEqual({ kind: what.kind })
})

it('shows people no address of a colleague, nowhere that the carrier keeps things and no text that was spoken', () => {
  const secret = 'never-seen'
  for (const [kind, { fields, people }] of byKind) {
    if (!people) continue
    const hidden = ['address', 'carrier', 'url', 'detail', 'list', 'delivered', 'own'].filter((name) => name in fields)
    const what = {
      kind,
      ...Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.blank])),
      ...Object.fromEntries(
        hidden.map((name) => [
          name,
          Array.isArray(fields[name]?.blank) ? [{ do: 'say', prompt: { say: secret } }] : secret,
        ]),
      ),
    } as unknown as Happening
    expect(JSON.stringify(seenBy('people', { at: 0, node: null, what }))).not.toContain(secret)
  }
})
