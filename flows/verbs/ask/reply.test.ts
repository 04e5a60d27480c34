import { expect, test } from 'vitest'
import type { Reply, Takes } from '../../live-call.ts'
import { listedWords, replyTo } from './reply.ts'
import type { AskResult } from './result.ts'

const choice: Takes = {
  kind: 'choice',
  choices: [
    { key: '1', name: 'Sales', words: ['sales', 'new bike'] },
    { key: '2', name: 'Boats', words: ['bike', 'ça va', 'größe'] },
    { key: '#', name: 'Hours', words: [] },
  ],
}
const digits: Takes = { kind: 'digits', fewest: 3, most: 5, ends: '#' }
const words: Takes = { kind: 'words', hints: [] }

test.each<[string, Takes, AskResult | null, Reply]>([
  ['a key of the menu', choice, keyed('#'), answered('#', 'keys')],
  ['a key that it does not have', choice, keyed('9'), { kind: 'invalid' }],
  ['words for a key in a sentence', choice, said('Sales, please!'), answered('1', 'voice')],
  ['the choice that says more of the words', choice, said('I want a NEW BIKE.'), answered('1', 'voice')],
  ['words with accents', choice, said('Ça va?'), answered('2', 'voice')],
  ['only a part of a word', choice, said('salesman'), { kind: 'invalid' }],
  ['nothing that could be made out', choice, said(''), { kind: 'invalid' }],
  ['enough digits', digits, keyed('4711'), answered('4711', 'keys')],
  ['too few digits', digits, keyed('47'), { kind: 'invalid' }],
  ['too many digits', digits, keyed('471147'), { kind: 'invalid' }],
  ['a star among digits', digits, keyed('47*1'), { kind: 'invalid' }],
  ['words instead of digits', digits, said('four seven one one'), { kind: 'invalid' }],
  ['what was said', words, said(' A blue bicycle. '), answered('A blue bicycle.', 'voice')],
  ['a sound without a word', words, said('...'), { kind: 'invalid' }],
  ['a key instead of words', words, keyed('1'), { kind: 'invalid' }],
  ['silence', choice, { kind: 'heard-nothing' }, { kind: 'no-input' }],
  ['a document that has told nothing', choice, null, { kind: 'no-input' }],
])('hears %s', (_what, takes, heard, reply) => {
  expect(replyTo(takes, heard)).toEqual(reply)
})

test('words are listed with commas', () => {
  expect(listedWords(' sales, new bike ,, ')).toEqual(['sales', 'new bike'])
  expect(listedWords('')).toEqual([])
})

function keyed(text: string): AskResult {
  return { kind: 'heard', by: 'keys', text }
}

function said(text: string): AskResult {
  return { kind: 'heard', by: 'voice', text }
}

function answered(answer: string, by: 'keys' | 'voice'): Reply {
  return { kind: 'answered', answer, by }
}
