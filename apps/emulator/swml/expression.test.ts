import { expect, test } from 'vitest'
import { evaluate } from './expression.ts'
import { ScriptFailure } from './issue.ts'
import { Scope } from './scope.ts'

const scopes = {
  vars: {
    request_result: 'success',
    request_response: { reply: 'next', url: 'https://a/b', list: [1, 2] },
    tries: 2,
    digit: '1',
    call_id: 'hidden',
  },
  envs: { tier: 'gold' },
  params: { name: 'Ana' },
  call: { from: '+12025550150', call_id: 'c' },
}
const value = (source: string) => evaluate(source, scopes)

test.each([
  ["request_result == 'success' && request_response.reply == 'next'", true],
  ["request_result != 'success' || tries >= 3", false],
  ["vars.digit === '1'", true],
  ['vars.digit == 1', true],
  ['vars.digit === 1', false],
  ['!missing', true],
  ['missing.deeper.still', undefined],
  ['missing?.deeper', undefined],
  ['(tries + 1) * 2 - 1', 5],
  ['"a" + tries', 'a2'],
  ['tries > 1 ? "many" : "one"', 'many'],
  ["request_response['reply']", 'next'],
  ['request_response.list[1]', 2],
  ["'it\\'s'.length", 4],
  ['-tries < 0 && 7 % 4 == 3 && 9 / 3 <= 3 && 1 !== 2', true],
  ["call.from.startsWith('+1202')", true],
  ["['gold', 'silver'].includes(tier) && params.name.toLowerCase() == 'ana'", true],
  ['request_response.list.map((one) => one * 2).reduce((sum, one) => sum + one, 0)', 6],
  ['/^\\+1(\\d{3})/.exec(call.from)[1]', '202'],
  ['parseInt("12 apples") + Math.max(1, 3)', 15],
  ['true', true],
  ['call_id', 'hidden'],
  ['tries // of three', 2],
  ['new Date(0).toISOString()', '1970-01-01T00:00:00.000Z'],
  ['`${tries} of ${request_response.list.length}`', '2 of 2'],
])('%s', (source, expected) => {
  expect(value(source)).toEqual(expected)
})

test.each([
  'tries =',
  '(tries',
  'process.exit()',
  'require("node:fs")',
  'import("node:fs")',
  'tries; tries',
  '#',
  'missing.deeper == 1',
  'fetch("https://example.com")',
  'nothing()',
  'throw 1',
])('%s is refused with the code of the carrier', (source) => {
  expect(() => value(source)).toThrow(ScriptFailure)
  expect(() => value(source)).toThrow(/relay_script_js_eval_error/)
})

test.each([
  ['a loop without end', '(() => { for (;;); })()'],
  ['a recursion without end', '(function again() { return again() })()'],
  ['more memory than there is', '"x".repeat(2 ** 24).split("")'],
  ['a list that grows without end', '(() => { const all = []; for (;;) all.push(all.length) })()'],
  ['a pattern that never comes to an end', '/(a+)+$/.test("a".repeat(40) + "b")'],
  ['a text without end', `${'1+'.repeat(6000)}1`],
])('%s is stopped soon, and what comes next is evaluated as ever', (_what, source) => {
  const began = Date.now()
  expect(() => value(source)).toThrow(/relay_script_js_eval_error/)
  expect(Date.now() - began).toBeLessThan(5000)
  expect(value('tries + 1')).toBe(3)
})

test('names of the language itself lead nowhere, and nothing that is changed in one evaluation is there in the next', () => {
  expect(value('request_response.constructor')).toBeUndefined()
  expect(value('vars.__proto__')).toBeUndefined()
  expect(
    value('(() => { globalThis.left = 1; Object.prototype.evil = 1; vars.tries = 9; return typeof process })()'),
  ).toBe('undefined')
  expect(value('typeof left')).toBe('undefined')
  expect(value('tries + 0')).toBe(2)
  expect(Object.hasOwn(Object.prototype, 'evil')).toBe(false)
})

test('a text is expanded in both notations, nested values included, and unset is empty', () => {
  const scope = new Scope({ envs: { tier: 'gold' }, call: () => ({ from: '+1' }) })
  Object.assign(scope.vars, { request_response: { url: 'https://x/2' }, n: 3 })
  expect(
    scope.expand({
      dest: '${request_response.url}',
      text: 'n=%{n}, ${missing}${tier} ${call.from}',
      list: ['${vars.n}'],
    }),
  ).toEqual({ dest: 'https://x/2', text: 'n=3, gold +1', list: [3] })
})
