import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Step } from '#flows/verbs/instruction.ts'
import { anyDocument } from '#test/conformance/any-document.ts'
import { carrierUrls } from '../urls.ts'
import { stepDocument } from './step.ts'
import type { Verb } from './swml.ts'

/** How long the fetch of a document may take us, after the question that led to it: `apps/web/carrier/silence.test.ts`. Seconds. */
const FETCH = 0.9

/**
 * How long somebody hears nothing from verb `at` on, on whichever way through the document, while everything fails or is
 * answered as slowly as it can be. Seconds.
 */
function silence(main: readonly Verb[], at = 0, before = 0): number {
  const verb = main[at]
  if (!verb) return before
  const goesOn = (more: number): number => silence(main, at + 1, before + more)
  if ('request' in verb) return goesOn(verb.request.timeout)
  if ('label' in verb || 'answer' in verb) return goesOn(0)
  if ('play' in verb && verb.play.url.startsWith('silence:')) return goesOn(Number(verb.play.url.split(':')[1]))
  if ('cond' in verb) return Math.max(goesOn(0), ...verb.cond.map(({ then }) => silence(then, 0, before)))
  if ('goto' in verb)
    return Math.max(
      goesOn(0),
      silence(
        main,
        main.findIndex((other) => 'label' in other && other.label === verb.goto.label),
        before,
      ),
    )
  return 'transfer' in verb ? before + FETCH : before
}

test('whatever does not answer or is slow, nobody listens to silence for longer than 4 s: not on the way to another document either', () => {
  fc.assert(
    fc.property(anyDocument(), (written) => {
      const { main } = written.render(['plain words']).sections
      for (const at of main.keys())
        expect(silence(main, at), JSON.stringify(main.slice(at, at + 4))).toBeLessThanOrEqual(4)
    }),
  )
})

test.each<[string, Step['list']]>([
  ['says something', [{ do: 'say', prompt: { say: 'Hello.' } }]],
  ['parks', [{ do: 'park', for: 20_000 }]],
  ['brings the caller into a room', [{ do: 'join', room: 'c-1' }]],
  ['records', [{ do: 'record', greeting: null, limits: { maxSeconds: 20, silenceSeconds: 3 } }]],
  ['goes on alone', [{ do: 'alone' }]],
  ['lets the caller wait', [{ do: 'wait', prompt: { say: 'One moment, please.' }, for: 20_000 }]],
])(
  'a document that is fetched and %s is heard from its first verb on: the question before it took its time',
  (_what, list) => {
    const step: Step = { n: 2, list, node: 'node-1', ladder: [], by: 'pull' }
    const { main } = stepDocument({
      ...place,
      number: { e164: '+12025550100', name: 'Sales' },
      caller: '+12025550150',
      step,
      urls,
    }).sections
    expect(silence(main)).toBe(0)
  },
)

test('a room ends with whoever leaves it, by either reading of a conference without a result', () => {
  fc.assert(
    fc.property(anyDocument(), (written) => {
      for (const verb of written.render(['plain words']).sections.main) {
        if ('join_conference' in verb)
          expect(verb.join_conference).toMatchObject({ end_on_exit: true, result: [expect.anything()] })
      }
    }),
  )
})

const urls = carrierUrls({ publicUrl: 'https://phone.example.com', secret: 's'.repeat(32) })
const place = { organisation: 'harbour', call: 'call-1' }
