import { expect, test } from 'vitest'
import type { PlanNode, SentAs } from '../language/plan.ts'
import { factsWith } from '../nodes/scripted-call.ts'
import { filledInConfig } from './filled-in-config.ts'
import { KnownValues } from './known-values.ts'

const HOSTILE = '"}, {"admin": "yes" & ?x=1#/../ü😀'
const known = new KnownValues(factsWith({ caller: { e164: '+12025550150', name: HOSTILE } })).with(
  { id: 'crm', gives: { token: 'secret' } },
  { token: `~sealed~${'x'.repeat(900)}~sealed~` },
)

test('whoever calls changes nothing of an address but the part that is theirs', () => {
  const url = new URL(sent('address', 'https://crm.example.com/a/{{caller.name | x}}?n={{caller.number | x}}'))
  expect([url.host, url.pathname.split('/').length, [...url.searchParams]]).toEqual([
    'crm.example.com',
    3,
    [['n', '+12025550150']],
  ])
  expect(decodeURIComponent(url.pathname)).toBe(`/a/${HOSTILE}`)
})

test('whoever calls is a text in JSON, whatever they are called', () => {
  const body =
    '{"who": "{{caller.name | x}}", "list": [1, true, null, "{{caller.number | x}}"], "{{caller.name | x}}": "kept"}'
  expect(JSON.parse(sent('json', body))).toEqual({
    who: HOSTILE,
    list: [1, true, null, '+12025550150'],
    '{{caller.name | x}}': 'kept',
  })
})

test('a secret value is whole where it is sent, and nothing anywhere else', () => {
  const text = '{{crm.token | none}}'
  expect(sent('header', text)).toHaveLength(916)
  expect(JSON.parse(sent('json', JSON.stringify(text)))).toBe(sent('header', text))
  const node = { id: 'n', kind: 'play', title: 'n', config: { text, kept: text, value: 'crm.token' }, exits: {} }
  expect(filledInConfig({ ...node, templates: [['text']], written: [['kept']], compared: [['value']] }, known)).toEqual(
    { text: 'none', kept: 'none', value: '' },
  )
})

function sent(as: SentAs, text: string): string {
  const node: PlanNode = {
    id: 'n',
    kind: 'webhook',
    title: 'n',
    config: { text },
    sent: [{ at: ['text'], as }],
    exits: {},
  }
  return (filledInConfig(node, known) as { readonly text: string }).text // what it was, filled in
}
