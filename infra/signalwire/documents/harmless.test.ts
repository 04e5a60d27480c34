import fc from 'fast-check'
import { expect, test } from 'vitest'
import { carrierUrls } from '../urls.ts'
import { fallbackDocument } from './fallback.ts'
import { harmless, harmlessText, own, variable } from './harmless.ts'
import { callIsTaken, memberDocument } from './member.ts'
import { claimAnswer } from './replies.ts'
import { stepDocument } from './step.ts'
import { serialized, swml, type Swml } from './swml.ts'

const urls = carrierUrls({ publicUrl: 'https://phone.example.com', secret: 's'.repeat(32) })

/** Texts that are mostly what the carrier would fill in, and pieces that only become so beside others. */
const foreign = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '%{call.from}',
        '${call.from}',
        '%',
        '$',
        '{',
        '}',
        '%%{',
        '$%{x}',
        '${',
        '%{',
        '{call.call_id}',
        '\u0000',
        '"',
      ),
      fc.string({ maxLength: 5, unit: 'binary' }),
    ),
    { maxLength: 12 },
  )
  .map((pieces) => pieces.join(''))

test('of whatever people, admins and callers write, nothing is filled in: a document has the variables of our own and no more', () => {
  const plain = variablesOf('A', 'B', 'C', 'D')
  fc.assert(
    fc.property(foreign, foreign, foreign, foreign, (...texts) => {
      expect(variablesOf(...texts)).toEqual(plain)
    }),
    { numRuns: 300 },
  )
})

test('a SIP address that asks for the caller rings without them', () => {
  const address = 'sip:x-${call.from}@example.com?Subject=%{call.to}'
  const main = JSON.parse(serialized(step({ address })))
  expect(JSON.stringify(main)).toContain('sip:x-{call.from}@example.com?Subject={call.to}')
})

test('no string and no name in any place of a document escapes', () => {
  fc.assert(
    fc.property(fc.jsonValue(), foreign, (value, text) => {
      const written = JSON.stringify(harmless<unknown>({ [text]: [value, { deep: text, list: [text, text + text] }] }))
      expect(written).not.toMatch(/[$%]\{/)
    }),
  )
})

test('a text of our own keeps its variables, and what is put between them cannot make more of them, or fewer', () => {
  fc.assert(
    fc.property(foreign, foreign, (one, other) => {
      const text = own`say:${one}${other}${variable('call.from')}${one}{`.written()
      expect(text.match(/[$%]+\{[^}]*\}?/g)?.filter((found) => found !== '%{call.from}') ?? []).toEqual([])
      expect(text.split('%{call.from}')).toHaveLength(2)
    }),
  )
  expect(() => variable('call.from} %{call.to')).toThrow(TypeError)
})

test('a name that somebody has when they win is harmless in the answer that tells the others', () => {
  expect(claimAnswer({ kind: 'taken', by: 'Ana ${call.from}' })).toEqual({ reply: 'taken', by: 'Ana {call.from}' })
})

test('a hostile text takes no longer than its length', () => {
  const time = (size: number) => {
    const text = '$%'.repeat(size / 4) + '{'.repeat(size / 2)
    const began = performance.now()
    for (let round = 0; round < 5; round++) harmlessText(text)
    return performance.now() - began
  }
  time(100_000)
  expect(time(400_000) / time(100_000)).toBeLessThan(16)
})

function step({
  address = 'sip:ana@example.com',
  name = 'Ana',
  words = 'Hello',
  caller = 'a caller',
}: {
  address?: string
  name?: string
  words?: string
  caller?: string
}): Swml {
  return stepDocument({
    organisation: 'harbour',
    call: 'call-1',
    number: { e164: '+12025550100', name },
    caller,
    step: {
      n: 2,
      node: 'ring',
      by: 'push',
      list: [
        { do: 'say', prompt: { say: words } },
        { do: 'park', for: 4000 },
      ],
      ladder: [
        { do: 'say', prompt: { say: words } },
        { do: 'connect', order: 'together', seconds: 20, to: [{ member: 'ana', name, address }] },
        { do: 'record', greeting: { say: words }, limits: { maxSeconds: 60, silenceSeconds: 3 } },
      ],
    },
    urls,
  })
}

/** The carrier's variables in one document of each kind with these texts in it. */
function variablesOf(address: string, name: string, words: string, caller: string): readonly string[] {
  const ladder = [
    { do: 'connect' as const, order: 'in-turn' as const, seconds: 20, to: [{ member: 'ana', name, address }] },
  ]
  const documents = [
    step({ address, name, words, caller }),
    memberDocument({ organisation: 'harbour', call: 'call-1', leg: 'ring-1', room: name, caller, number: name, urls }),
    callIsTaken(name),
    fallbackDocument({ organisation: 'harbour', number: 'n-1', e164: '+12025550100', name, ladder, urls }),
    swml([
      {
        join_conference: {
          name: words,
          start_on_enter: true,
          end_on_exit: false,
          max_participants: 2,
          beep: 'false',
          result: [],
        },
      },
    ]),
  ]
  return documents.flatMap((document) => stringsIn(document).flatMap((text) => text.match(/[$%]+\{[^}]*\}?/g) ?? []))
}

function stringsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inside]) => [name, ...stringsIn(inside)])
}
