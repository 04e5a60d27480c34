import { expect, test } from 'vitest'
import { valuesAt } from './values-at.ts'

test('what a caller enters in secret is offered nowhere, and what a web service gives in secret is, as secret', () => {
  const keeps = [{ name: 'token', pointer: '/token', as: 'secret' }]
  const nodes = [
    { id: 'in', kind: 'incoming-call', config: {} },
    { id: 'ask', kind: 'ask', config: { text: 'Your PIN?', takes: { kind: 'secret-digits', fewest: 4, most: 4 } } },
    { id: 'crm', kind: 'webhook', config: { url: 'https://crm.example.com', keeps } },
    { id: 'end', kind: 'hang-up', config: {} },
  ].map((node) => ({ ...node, title: node.id, position: { x: 0, y: 0 } }))
  const edges = [
    { from: 'in', exit: 'next', to: 'ask' },
    { from: 'ask', exit: 'answered', to: 'crm' },
    { from: 'crm', exit: 'ok', to: 'end' },
  ]
  const given = valuesAt({ format: 1, name: 'Secrets', nodes, edges }, 'end').filter(({ from }) => from !== null)
  expect(given.map(({ name, secret }) => [name, secret])).toEqual([['crm.token', true]])
})
