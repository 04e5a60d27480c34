import { expect, test } from 'vitest'
import { evaluate } from './expression.ts'
import { ScriptFailure } from './issue.ts'
import { Scope } from './scope.ts'

const known: Record<string, unknown> = { request_result: 'success', request_response: { reply: 'next', url: 'https://a/b', list: [1, 2] }, tries: 2, vars: { digit: '1' } }
const value = (source: string) => evaluate(source, (name) => known[name])

test.each([
  ["request_result == 'success' && request_response.reply == 'next'", true],
  ["request_result != 'success' || tries >= 3", false],
  ["vars.digit === '1'", true],
  ['vars.digit == 1', true],
  ['vars.digit === 1', false],
  ['!missing', true],
  ['missing.deeper.still', undefined],
  ['(tries + 1) * 2 - 1', 5],
  ['"a" + tries', 'a2'],
  ['tries > 1 ? "many" : "one"', 'many'],
  ["request_response['reply']", 'next'],
  ['request_response.list[1]', 2],
  ["'it\\'s'.length", 4],
  ['-tries < 0 && 7 % 4 == 3 && 9 / 3 <= 3 && 1 !== 2', true]
])('%s', (source, expected) => {
  expect(value(source)).toBe(expected)
})

test.each(['tries.toString()', 'tries =', '(tries', 'process.exit()', 'tries; tries', '#'])('%s is refused with the code of the carrier', (source) => {
  expect(() => value(source)).toThrow(ScriptFailure)
  expect(() => value(source)).toThrow(/relay_script_js_eval_error/)
})

test('names of the language itself lead nowhere', () => {
  expect(value('request_response.constructor')).toBeUndefined()
  expect(value('vars.__proto__')).toBeUndefined()
})

test('a text is expanded in both notations, nested values included, and unset is empty', () => {
  const scope = new Scope({ envs: { tier: 'gold' }, call: () => ({ from: '+1' }) })
  Object.assign(scope.vars, { request_response: { url: 'https://x/2' }, n: 3 })
  expect(scope.expand({ dest: '${request_response.url}', text: 'n=%{n}, ${missing}${tier} ${call.from}', list: ['${vars.n}'] })).toEqual({ dest: 'https://x/2', text: 'n=3, gold +1', list: [3] })
})
