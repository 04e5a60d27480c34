import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyDocument } from '#test/conformance/any-document.ts'
import type { Verb } from './swml.ts'

/** How long somebody hears nothing while a verb fails as slowly as it can; null when they hear something. Seconds. */
function silentFor(verb: Verb): number | null {
  if ('request' in verb) return verb.request.timeout
  if ('play' in verb) return verb.play.url.startsWith('silence:') ? Number(verb.play.url.split(':')[1]) : null
  return 'label' in verb || 'goto' in verb || 'cond' in verb || 'answer' in verb ? 0 : null
}

test('whatever does not answer, nobody listens to silence for longer than 4 s', () => {
  fc.assert(
    fc.property(anyDocument(), (written) => {
      let silence = 0
      for (const verb of written.render(['plain words']).sections.main) {
        const longer = silentFor(verb)
        silence = longer === null ? 0 : silence + longer
        expect(silence, JSON.stringify(verb)).toBeLessThanOrEqual(4)
      }
    }),
  )
})

test('a room ends with whoever leaves it, by either reading of a conference without a result', () => {
  fc.assert(
    fc.property(anyDocument(), (written) => {
      for (const verb of written.render(['plain words']).sections.main) {
        if ('join_conference' in verb) expect(verb.join_conference).toMatchObject({ end_on_exit: true, result: [expect.anything()] })
      }
    }),
  )
})
