import { describe, expect, test } from 'vitest'
import type { Reply } from '../../live-call.ts'
import { exitNames, exitsOf } from '../../language/exits.ts'
import { factsWith, here, ScriptedCall } from '../scripted-call.ts'
import { phoneMenu } from './definition.ts'
import { run } from './run.ts'

const drawn = {
  text: 'For sales press 1, for repairs press 2, and for our hours press star.',
  keys: [
    { key: '1', name: 'Sales', words: 'sales, new bike' },
    { key: '2', name: 'Repairs' },
    { key: '*', name: 'Hours' },
  ],
}
const config = phoneMenu.config.parse(drawn)

describe('a phone menu', () => {
  test.each<[string, Reply, string | { exit: string; gives: object }]>([
    [
      'a key is pressed',
      { kind: 'answered', answer: '2', by: 'keys' },
      { exit: 'key-2', gives: { key: '2', choice: 'Repairs' } },
    ],
    [
      'words are said that stand for a key',
      { kind: 'answered', answer: '1', by: 'voice' },
      { exit: 'key-1', gives: { key: '1', choice: 'Sales' } },
    ],
    [
      'a key that is no digit is pressed',
      { kind: 'answered', answer: '*', by: 'keys' },
      { exit: 'key-*', gives: { key: '*', choice: 'Hours' } },
    ],
    ['nothing that counts is pressed', { kind: 'invalid' }, 'invalid'],
    ['nothing is pressed', { kind: 'no-input' }, 'no-input'],
  ])('when %s', async (_sentence, reply, left) => {
    expect(await run(new ScriptedCall(factsWith(), { ask: [reply] }), config, here())).toEqual(left)
  })

  test('asks as its settings say, and apologises in our own words where they say nothing', async () => {
    const call = new ScriptedCall(factsWith())
    await run(call, config, here())
    expect(call.questions).toEqual([
      {
        prompt: { say: drawn.text },
        takes: {
          kind: 'choice',
          choices: [
            { key: '1', name: 'Sales', words: ['sales', 'new bike'] },
            { key: '2', name: 'Repairs', words: [] },
            { key: '*', name: 'Hours', words: [] },
          ],
        },
        wait: 5,
        tries: 3,
        again: {
          invalid: { say: 'Sorry, that is not a valid answer.' },
          silent: { say: 'Sorry, I did not hear an answer.' },
        },
      },
    ])
  })

  test('is spoken and understood in the call’s language, unless it has its own', async () => {
    const speech = { language: 'de-DE', voice: 'woman' } as const
    const call = new ScriptedCall(factsWith({ speech }))
    await run(call, { ...config, invalid: 'Diese Taste gibt es nicht.', wait: 9, tries: 2 }, here())
    await run(call, { ...config, language: 'fr-FR' }, here())
    expect(call.questions).toMatchObject([
      {
        language: 'de-DE',
        prompt: { speech },
        wait: 9,
        tries: 2,
        again: {
          invalid: { say: 'Diese Taste gibt es nicht.', speech },
          silent: { say: 'Ich habe leider keine Antwort gehört.', speech },
        },
      },
      { language: 'fr-FR', again: { silent: { say: 'Désolé, je n’ai pas entendu de réponse.' } } },
    ])
  })
})

describe('the definition of a phone menu', () => {
  test('has an exit for each key that is named, in their order, then those of whoever chooses nothing', () => {
    expect(exitsOf({ kind: 'phone-menu', config: drawn }).map(({ name, words }) => [name, words])).toEqual([
      ['key-1', '1: Sales'],
      ['key-2', '2: Repairs'],
      ['key-*', '*: Hours'],
      ['invalid', 'No valid choice'],
      ['no-input', 'No answer'],
    ])
    const unfinished = { keys: [{ key: '7' }, { name: 'No key yet' }, {}] }
    expect(exitNames({ kind: 'phone-menu', config: unfinished })).toEqual(['key-7', 'invalid', 'no-input'])
  })

  test.each<[string, object, readonly string[]]>([
    ['no text', { text: undefined }, ['text: Write what the caller is asked.']],
    ['no keys', { keys: undefined }, ['keys: Offer at least one key.']],
    ['an empty list of keys', { keys: [] }, ['keys: Offer at least one key.']],
    [
      'the same key twice',
      { keys: [...drawn.keys, { key: '2', name: 'Rentals' }] },
      ['keys.3.key: Key 2 is “Repairs” already. Choose another.'],
    ],
    ['a key that no telephone has', { keys: [{ key: '11', name: 'Sales' }] }, ['keys.0.key: Choose a key.']],
    ['a key without a name', { keys: [{ key: '1', name: ' ' }] }, ['keys.0.name: Give the key a name.']],
    [
      'words that nobody can say',
      { keys: [{ key: '1', name: 'Sales', words: 'sales, ?!' }] },
      ['keys.0.words: Write words that can be said.'],
    ],
    ['no time to think', { wait: 0 }, ['wait: Wait for at least 1 s.']],
    ['a hundred seconds', { wait: 100 }, ['wait: Wait for at most 99 s.']],
    ['half a try', { tries: 1.5 }, ['tries: Enter a whole number.']],
    ['six tries', { tries: 6 }, ['tries: Ask at most 5 times.']],
  ])('%s is refused with what to do', (_sentence, change, messages) => {
    const read = phoneMenu.config.safeParse({ ...drawn, ...change })
    expect(read.error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)).toEqual(messages)
  })

  test.each<[string, object, readonly string[]]>([
    ['keys by their signs and names', {}, []],
    ['a number in other words', { text: 'Für den Verkauf die Eins, Werkstatt: zwei. Zeiten: Stern' }, []],
    ['words instead of a key', { text: 'Say sales, or press 2 or *.' }, []],
    [
      'nothing of a key',
      { text: 'For sales press 1, for repairs press 22 or *.' },
      ['warning keys[1].key: The text never says “2”. Tell callers what to press.'],
    ],
    [
      'words that count as two keys',
      { keys: [...drawn.keys.slice(0, 2), { key: '*', name: 'Hours', words: 'hours, New Bike!' }] },
      ['error keys[2].words: “New Bike!” counts as key 1 already. Take it out of one of them.'],
    ],
  ])('looks at a menu that says %s', (_sentence, change, issues) => {
    const found = phoneMenu.check?.(phoneMenu.config.parse({ ...drawn, ...change }), { people: null }) ?? []
    expect(found.map(({ severity, field, message }) => `${severity} ${field}: ${message}`)).toEqual(issues)
  })

  test('its summary says what is behind each key', () => {
    expect(phoneMenu.summary(config)).toBe('1 Sales, 2 Repairs, * Hours')
  })
})
