import { expect, test } from 'vitest'
import { onlyPath, ourJson, ourText } from './liquid.ts'

const nameOf = (path: string) =>
  ({ 'trigger.call.From': 'caller.number', 'widgets.ask.Digits': 'ask.answer' })[path] ?? null

test.each<[liquid: string, ours: string, lost: readonly string[]]>([
  ['Hello.', 'Hello.', []],
  ['From {{trigger.call.From}}', 'From {{caller.number | }}', []],
  ['{{ widgets["ask"].Digits }}', '{{ask.answer | }}', []],
  ["{{trigger.call.From | default: 'you'}}", '{{caller.number | you}}', []],
  ['{{trigger.call.From | default: "a }b{ | c"}}', '{{caller.number | a b}}', ['| c"']],
  ['{{widgets.ask.Digits | plus: 1}}', '{{ask.answer | }}', ['| plus: 1']],
  ['{{flow.sid}}!', '!', ['flow.sid']],
  ["{{flow.data.name | default: 'friend'}}!", 'friend!', ['flow.data.name']],
  ["{{'as it is'}}", 'as it is', []],
  ['{% if x %}a{% endif %}', 'a', ['{% if x %}', '{% endif %}']],
  ['open {{ and {{trigger.call.From}}', 'open ', ['and {{trigger.call.From']],
  ['no end {{ here', 'no end \\{{ here', []],
])('“%s” says “%s”', (liquid, ours, lost) => {
  expect(ourText(liquid, nameOf)).toEqual({ text: ours, lost })
})

test.each<[liquid: string, path: string | null]>([
  ['{{widgets.ask.Digits}}', 'widgets.ask.Digits'],
  [' {{ widgets.ask.Digits | strip }} ', 'widgets.ask.Digits'],
  ['{{a.b}}{{a.c}}', null],
  ['x{{a.b}}', null],
  ["{{'a'}}", null],
  ['', null],
])('of “%s” the only value is %s', (liquid, path) => {
  expect(onlyPath(liquid)).toBe(path)
})

test.each<[liquid: string, ours: string]>([
  ['{"from": {{trigger.call.From}}}', '{"from": "{{caller.number | }}"}'],
  [
    '{"from": "n {{trigger.call.From}} \\" {{widgets.ask.Digits}}"}',
    '{"from": "n {{caller.number | }} \\" {{ask.answer | }}"}',
  ],
  ['{"a": {{flow.sid | to_json}}}', '{"a": ""}'],
  ['from={{trigger.call.From}}', ''],
])('the body %s is %s', (liquid, ours) => {
  expect(ourJson(liquid, nameOf).text).toBe(ours)
})
