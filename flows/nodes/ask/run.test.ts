import { describe, expect, test } from 'vitest'
import type { Reply } from '../../live-call.ts'
import { givenBy } from '../../language/given.ts'
import { factsWith, here, ScriptedCall } from '../scripted-call.ts'
import { ask } from './definition.ts'
import { run } from './run.ts'

const order = { text: 'Your order number, please, then the pound key.', takes: { kind: 'digits', fewest: 4, most: 6 } }
const config = ask.config.parse(order)
const sure = ask.config.parse({ ...order, takes: { ...order.takes, readBack: 'yes' } })
const number: Reply = { kind: 'answered', answer: '4711', by: 'keys' }
const right: Reply = { kind: 'answered', answer: '1', by: 'keys' }
const again: Reply = { kind: 'answered', answer: '2', by: 'keys' }

describe('asking', () => {
  test.each<[string, typeof config, readonly Reply[], string | object]>([
    ['the caller answers', config, [number], { exit: 'answered', gives: { answer: '4711' } }],
    ['the caller gives no valid answer', config, [{ kind: 'invalid' }], 'invalid'],
    ['the caller does not answer', config, [{ kind: 'no-input' }], 'no-input'],
    ['the answer is right', sure, [number, right], { exit: 'answered', gives: { answer: '4711' } }],
    [
      'the second answer is right',
      sure,
      [{ ...number, answer: '4712' }, again, number, right],
      { exit: 'answered', gives: { answer: '4711' } },
    ],
    ['no answer is ever right', sure, [number, again, number, again, number, again, number], 'invalid'],
    ['nobody says whether it is right', sure, [number, { kind: 'no-input' }], 'no-input'],
    ['the caller presses something else', sure, [number, { kind: 'invalid' }], 'invalid'],
  ])('when %s', async (_sentence, settings, replies, left) => {
    expect(await run(new ScriptedCall(factsWith(), { ask: replies }), settings, here())).toEqual(left)
  })

  test('takes digits as its settings say', async () => {
    const call = new ScriptedCall(factsWith())
    await run(call, config, here())
    await run(call, ask.config.parse({ ...order, takes: { kind: 'secret-digits', most: 4, ends: 'pause' } }), here())
    await run(call, ask.config.parse({ ...order, takes: { kind: 'words', hints: 'Kona, Brompton' } }), here())
    expect(call.questions.map(({ takes }) => takes)).toEqual([
      { kind: 'digits', fewest: 4, most: 6, ends: '#' },
      { kind: 'digits', fewest: 1, most: 4, ends: null, secret: true },
      { kind: 'words', hints: ['Kona', 'Brompton'] },
    ])
  })

  test('reads digits back one by one, and takes keys alone', async () => {
    const call = new ScriptedCall(factsWith({ speech: { language: 'de-DE' } }), { ask: [number, right] })
    await run(call, sure, here())
    expect(call.told[1]).toBe(
      'asks “Sie haben 4 7 1 1 eingegeben. Wenn das stimmt, drücken Sie 1. Für eine neue Antwort drücken Sie 2.”',
    )
    expect(call.questions[1]).toMatchObject({
      language: 'de-DE',
      tries: 2,
      takes: {
        choices: [
          { key: '1', words: [] },
          { key: '2', words: [] },
        ],
      },
    })
  })

  test('reads back what was said, and understands yes and no in the language in which it asks', async () => {
    const spoken = ask.config.parse({ ...order, takes: { kind: 'words', readBack: 'yes' } })
    const call = new ScriptedCall(factsWith({ speech: { language: 'it-IT', voice: 'man' } }), {
      ask: [{ kind: 'answered', answer: 'La bici blu', by: 'voice' }, right],
    })
    await run(call, spoken, here())
    expect(call.questions).toMatchObject([
      { language: 'it-IT' },
      {
        language: 'en-US',
        prompt: { say: 'You said: La bici blu. If that is right, press 1. To try again, press 2.' },
        takes: { choices: [{ words: ['yes', 'right', 'correct'] }, { words: ['no', 'wrong', 'again'] }] },
      },
    ])
  })
})

describe('the definition of asking', () => {
  test.each<[string, object | undefined, { readonly type: string; readonly secret?: true }]>([
    ['digits are spoken one by one', { kind: 'digits' }, { type: 'digits' }],
    ['a secret is secret', { kind: 'secret-digits' }, { type: 'digits', secret: true }],
    ['words are words', { kind: 'words' }, { type: 'words' }],
    ['what is not chosen yet counts as digits', undefined, { type: 'digits' }],
  ])('gives the answer: %s', (_sentence, takes, about) => {
    const [answer, ...more] = givenBy({ id: 'pin', kind: 'ask', config: { text: 'PIN?', ...(takes && { takes }) } })
    expect(more).toEqual([])
    expect(answer).toMatchObject({ inFlow: 'pin.answer', on: ['answered'], ...about })
    expect(answer?.secret).toBe(about.secret)
  })

  test.each<[string, object, readonly string[]]>([
    ['no text', { text: ' ' }, ['text: Write what the caller is asked.']],
    ['nothing that counts', { takes: undefined }, ['takes: Choose what counts as an answer.']],
    [
      'more digits at least than at most',
      digits({ fewest: 8 }),
      ['takes.most: Nobody could answer: at least 8 digits, and at most 6.'],
    ],
    ['no digits', digits({ fewest: 0 }), ['takes.fewest: A number has at least 1 digit.']],
    ['41 digits', digits({ most: 41 }), ['takes.most: At most 40 digits can be asked for.']],
    ['a letter as the end', digits({ ends: 'x' }), ['takes.ends: Choose how a number ends.']],
    [
      'a secret that is read back',
      { takes: { kind: 'secret-digits', readBack: 'yes' } },
      ['takes: Unrecognized key: "readBack"'],
    ],
  ])('%s is refused with what to do', (_sentence, change, messages) => {
    const read = ask.config.safeParse({ ...order, ...change })
    expect(read.error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)).toEqual(messages)
  })

  test('warns of a number whose end nobody can know', () => {
    const issues = (change: object) => ask.check?.(ask.config.parse({ ...order, ...digits(change) }), { people: null })
    expect(issues({ ends: 'pause' })).toMatchObject([{ field: 'takes.ends', severity: 'warning' }])
    expect(issues({ ends: 'pause', fewest: 6 })).toEqual([])
    expect(issues({})).toEqual([])
  })

  test.each([
    [digits({}), '“Your order number, please, then the pound key.” 4 to 6 digits'],
    [digits({ fewest: 6 }), '“Your order number, please, then the pound key.” 6 digits'],
    [{ takes: { kind: 'secret-digits' } }, '“Your order number, please, then the pound key.” 1 to 10 digits, secret'],
    [{ takes: { kind: 'words' } }, '“Your order number, please, then the pound key.”'],
  ])('its summary says what it asks for', (change, words) => {
    expect(ask.summary(ask.config.parse({ ...order, ...change }))).toBe(words)
  })
})

function digits(change: object): object {
  return { takes: { ...order.takes, ...change } }
}
