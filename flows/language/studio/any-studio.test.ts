import fc from 'fast-check'
import { expect, test } from 'vitest'
import { studioFlows } from '../../testing/studio-flows.ts'
import { check } from '../check.ts'
import { readDocument } from '../document.ts'
import { importStudio } from './import-studio.ts'

test('whatever a document is, it becomes a flow that can be checked or is refused, and never an exception', () => {
  const texts = fc.oneof(
    fc.string(),
    fc.constantFrom(
      '{{',
      '}}',
      '{{widgets.main_menu.Digits}}',
      '{% if x %}',
      '__proto__',
      'constructor',
      '\ud83d',
      '1e999',
      'Trigger',
      'sales',
      '-1',
      '{{x | default: "}}',
    ),
  )
  const values = fc.oneof(texts, fc.jsonValue({ maxDepth: 3 }), fc.constantFrom(null, Number.MAX_VALUE, -0, [], {}))
  const mutated = fc
    .tuple(
      fc.constantFrom(...Object.values(studioFlows)),
      fc.array(fc.tuple(fc.nat(), fc.oneof(values, fc.constant(undefined))), { maxLength: 8 }),
    )
    .map(([flow, changes]) =>
      changes.reduce<unknown>((so, [at, value]) => changedAt(so, at, value), structuredClone(flow)),
    )
  fc.assert(
    fc.property(fc.oneof({ weight: 5, arbitrary: mutated }, { weight: 1, arbitrary: values }), (json) => {
      const made = importStudio(json)
      if (!made.ok) {
        expect(made.why).toMatch(/\.$/)
        return
      }
      const read = readDocument(JSON.parse(JSON.stringify(made.flow)))
      expect(read.ok ? 'read' : read.problems).toBe('read')
      if (read.ok) check(read.flow, { people: null })
      expect(made.report.length).toBeGreaterThan(0)
    }),
    { numRuns: 600 },
  )
}, 60_000)

/** The document with another value in one of all its places. */
function changedAt(document: unknown, at: number, value: unknown): unknown {
  const places: { readonly within: Record<string, unknown>; readonly key: string }[] = []
  const waiting: unknown[] = [document]
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
    if (typeof one !== 'object' || one === null) continue
    const within = one as Record<string, unknown>
    for (const [key, inside] of Object.entries(within)) {
      places.push({ within, key })
      waiting.push(inside)
    }
  }
  const place = places[at % Math.max(1, places.length)]
  if (place && place.key !== '__proto__') place.within[place.key] = value
  return document
}
