import { expect, test } from 'vitest'
import type { Flow } from '#flows/language/flow.ts'
import { lackingAccess } from './lacking-access.ts'

const seat = (member: string) => ({ member, name: member, address: null, barred: null })
const names = new Map([
  ['ana', 'Ana'],
  ['ben', 'Ben'],
])
const flow: Flow = {
  format: 1,
  name: 'Sales',
  nodes: [
    { id: 'in', kind: 'incoming-call', title: 'Incoming call', config: {}, position: { x: 0, y: 0 } },
    {
      id: 'group',
      kind: 'ring-group',
      title: 'Ring a group',
      config: { who: { kind: 'members', members: ['ana', 'ben', 'gone'] }, seconds: 20 },
      position: { x: 352, y: 0 },
    },
    {
      id: 'loose',
      kind: 'ring-group',
      title: 'Not connected',
      config: { who: { kind: 'members', members: ['ben'] }, seconds: 20 },
      position: { x: 352, y: 400 },
    },
  ],
  edges: [{ from: 'in', exit: 'next', to: 'group' }],
}

test('whom a flow rings and a number lacks can be given access, unless they have left', () => {
  const numbers = [
    { id: 'sales', name: 'Sales', people: { roster: [seat('ana'), seat('ben')], routing: [], inactive: [] } },
    { id: 'support', name: 'Support', people: { roster: [seat('ana')], routing: [], inactive: [] } },
  ]
  expect(lackingAccess(flow, numbers, names)).toEqual([
    { number: { id: 'support', name: 'Support' }, member: 'ben', name: 'Ben' },
  ])
})
