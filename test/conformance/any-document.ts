import fc from 'fast-check'
import type { Takes } from '#flows/live-call.ts'
import { phoneKeys } from '#flows/verbs/ask/keys.ts'
import { toolNames } from '#flows/verbs/converse/assistant.ts'
import type { Instruction, Step } from '#flows/verbs/instruction.ts'
import { offeredLanguages, type Speech } from '#flows/speech/speech.ts'
import type { Ladder } from '#flows/outage/ladder.ts'
import { fallbackDocument } from '#infra/signalwire/documents/fallback.ts'
import { memberDocument } from '#infra/signalwire/documents/member.ts'
import { stepDocument } from '#infra/signalwire/documents/step.ts'
import type { Swml } from '#infra/signalwire/documents/swml.ts'
import { carrierUrls } from '#infra/signalwire/urls.ts'

/** A renderer with everything decided but the texts that people wrote. */
export interface Written {
  readonly texts: number
  render(texts: readonly string[]): Swml
}

/** Texts such as people, or attackers, write. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 400 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .array(
      fc.constantFrom(
        '${',
        '%{',
        '$',
        '%',
        '{',
        '}',
        '"',
        '\\',
        "'",
        '\n',
        '\r\n',
        '\u2028',
        '\u0000',
        'call.from',
        'say:',
        ' ',
        'x',
        '😀',
        '\ud83d',
      ),
      { maxLength: 40 },
    )
    .map((parts) => parts.join('')),
)

/** Any document that we send, with as many texts as it speaks. */
export function anyDocument(): fc.Arbitrary<Written> {
  return fc.oneof(
    fc
      .record({
        list: fc.array(instruction, { minLength: 1, maxLength: 7 }),
        last: fc.option(fc.oneof(question, conversation), { nil: undefined }),
        ladder,
        n: fc.integer({ min: 1, max: 40 }),
        by: fc.constantFrom('pull' as const, 'push' as const),
        spoken: speech,
      })
      .map(({ list, last, ladder: rungs, n, by, spoken }) =>
        written((text) => {
          const step: Step = {
            n,
            by,
            node: 'node-1',
            list: [...list, ...(last ? [last] : [])].map((one) => one(text)),
            ladder: rungs.map((one) => one(text)),
          }
          return stepDocument({
            ...place,
            number: { e164: '+12025550100', name: text() },
            caller: text(),
            speech: spoken,
            step,
            urls,
          })
        }),
      ),
    speech.map((spoken) =>
      written((text) =>
        memberDocument({ ...place, leg: 'ring-1', room: 'c-1', caller: text(), number: text(), speech: spoken, urls }),
      ),
    ),
    ladder.map((rungs) =>
      written((text) =>
        fallbackDocument({
          organisation: place.organisation,
          number: 'n-1',
          e164: '+12025550100',
          name: text(),
          ladder: rungs.map((one) => one(text)),
          urls,
        }),
      ),
    ),
  )
}

const urls = carrierUrls({ publicUrl: 'https://phone.example.com', secret: 's'.repeat(32) })
const place = { organisation: '6f1c1f0e-7d0b-4a53-9a5c-0d9f5d1f3a11', call: '0f9d9f0c-26ad-4a4c-b1f5-6f0a0b6f2a51' }

type Fill = () => string
const limits = fc.record({
  maxSeconds: fc.integer({ min: 1, max: 600 }),
  silenceSeconds: fc.integer({ min: 1, max: 30 }),
})
const speech: fc.Arbitrary<Speech | undefined> = fc.oneof(
  fc.constant(undefined),
  fc.record(
    {
      language: fc.constantFrom(...offeredLanguages, 'it-IT', 'de-AT', 'fi-FI'),
      voice: fc.constantFrom('woman' as const, 'man' as const),
    },
    { requiredKeys: ['language'] },
  ),
)
const takes: fc.Arbitrary<(text: Fill) => Takes> = fc.oneof(
  fc
    .tuple(fc.subarray([...phoneKeys], { minLength: 1 }), fc.integer({ min: 0, max: 2 }))
    .map(([keys, words]) => (text: Fill) => ({
      kind: 'choice' as const,
      choices: keys.map((key) => ({ key, name: text(), words: Array.from({ length: words }, text) })),
    })),
  fc
    .record(
      {
        kind: fc.constant('digits' as const),
        fewest: fc.integer({ min: 1, max: 8 }),
        most: fc.integer({ min: 8, max: 20 }),
        ends: fc.constantFrom('#' as const, '*' as const, null),
        secret: fc.constant(true as const),
      },
      { requiredKeys: ['kind', 'fewest', 'most', 'ends'] },
    )
    .map((digits) => () => digits),
  fc
    .integer({ min: 0, max: 3 })
    .map((hints) => (text: Fill) => ({ kind: 'words' as const, hints: Array.from({ length: hints }, text) })),
)
/** A document has one at most: whatever follows waits for what came of it. */
const conversation: fc.Arbitrary<(text: Fill) => Instruction> = fc
  .record({
    back: fc.boolean(),
    tools: fc.subarray([...toolNames]),
    languages: fc.subarray(['de-DE', 'fr-FR', 'it-IT']),
    known: fc.integer({ min: 0, max: 30 }),
    spoken: speech,
  })
  .map(({ back, tools, languages, known, spoken }) => (text: Fill) => ({
    do: 'converse' as const,
    back,
    assistant: {
      persona: text(),
      greeting: text(),
      greetingOfReturn: text(),
      ...(spoken && { speech: spoken }),
      languages,
      answers: Array.from({ length: known }, () => ({ question: text(), answer: text() })),
      rules: [text()],
      maxSeconds: 300,
      tools,
      values: [{ name: 'order-number', about: text() }],
    },
  }))
/** The same. */
const question: fc.Arbitrary<(text: Fill) => Instruction> = fc
  .record({
    takes,
    spoken: speech,
    ours: speech,
    wait: fc.integer({ min: 1, max: 99 }),
    tries: fc.integer({ min: 1, max: 5 }),
  })
  .map(({ takes: of, spoken, ours, wait, tries }) => (text: Fill) => ({
    do: 'ask' as const,
    ...(tries > 2 && { forgetsKeys: true as const }),
    question: {
      prompt: { say: text(), ...(spoken && { speech: spoken }) },
      takes: of(text),
      wait,
      tries,
      again: {
        invalid: { say: text(), ...(ours && { speech: ours }) },
        silent: { audio: 'https://files.example.com/hello.mp3', seconds: 3 },
      },
      ...(spoken && { language: spoken.language }),
    },
  }))
const instruction: fc.Arbitrary<(text: Fill) => Instruction> = fc.oneof(
  speech.map((spoken) => (text: Fill) => ({
    do: 'say' as const,
    prompt: { say: text(), ...(spoken && { speech: spoken }) },
  })),
  fc.constant(() => ({ do: 'say' as const, prompt: { audio: 'https://files.example.com/welcome.mp3', seconds: 3 } })),
  fc.integer({ min: 0, max: 1_000_000 }).map((time) => () => ({ do: 'park' as const, for: time })),
  fc.constant(() => ({ do: 'join' as const, room: 'c-1' })),
  fc.tuple(limits, fc.boolean()).map(([all, greets]) => (text: Fill) => ({
    do: 'record' as const,
    greeting: greets ? { say: text() } : null,
    limits: all,
  })),
  fc
    .constantFrom('done' as const, 'busy' as const, 'declined' as const)
    .map((cause) => () => ({ do: 'hang-up' as const, cause })),
  fc.constant(() => ({ do: 'alone' as const })),
  fc.integer({ min: 0, max: 1_000_000 }).map((time) => (text: Fill) => ({
    do: 'wait' as const,
    prompt: { say: text() },
    for: time,
  })),
)
const rung: fc.Arbitrary<(text: Fill) => Ladder[number]> = fc.oneof(
  fc.constant((text: Fill) => ({ do: 'say' as const, prompt: { say: text() } })),
  fc
    .record({
      order: fc.constantFrom('together' as const, 'in-turn' as const),
      seconds: fc.integer({ min: 1, max: 120 }),
      people: fc.integer({ min: 0, max: 10 }),
      phones: fc.integer({ min: 1, max: 2 }),
      asks: fc.boolean(),
    })
    .map(({ order, seconds, people, phones, asks }) => (text: Fill) => ({
      do: 'connect' as const,
      order,
      seconds,
      to: Array.from({ length: people }, (_, at) => ({
        member: `m-${at}`,
        name: text(),
        address: `+1202555012${at}`,
        ...(phones > 1 && { also: [`sip:m-${at}@desk.example`] }),
      })),
      ...(!asks && { accepts: 'on-pick-up' as const }),
    })),
  fc.tuple(limits, fc.boolean()).map(([all, greets]) => (text: Fill) => ({
    do: 'record' as const,
    greeting: greets ? { say: text() } : null,
    limits: all,
  })),
  fc
    .constantFrom('done' as const, 'busy' as const, 'declined' as const)
    .map((cause) => () => ({ do: 'hang-up' as const, cause })),
)
const ladder = fc.array(rung, { maxLength: 5 })

/** Counts the texts of a document by rendering it once. */
function written(render: (text: Fill) => Swml): Written {
  const from = (texts: readonly string[]) => {
    let at = 0
    return render(() => texts[at++ % Math.max(1, texts.length)] ?? 'plain words')
  }
  let texts = 0
  render(() => (texts++, 'plain words'))
  return { texts, render: from }
}
