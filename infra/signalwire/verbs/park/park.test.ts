import { expect, test } from 'vitest'
import type { Reach } from '#flows/verbs/park/park.ts'
import type { RungSettings } from '../carrier-verb.ts'
import { park } from './park.ts'

const settings: RungSettings = {
  limit: 500,
  number: { e164: '+12025550100', name: 'Sales' },
  caller: 'Carla',
  statusUrl: 'https://phone.example.com/status',
  recordingUrl: 'https://phone.example.com/recording',
  report: (what) => ({ label: what }),
}
const ben: Reach = { member: 'ben', name: 'Ben', address: '+12025550122' }
const ana: Reach = { member: 'ana', name: 'Ana', address: '+12025550121', also: ['sip:ana@desk.example'] }
const [mobile, desk, bens] = ['+12025550121', 'sip:ana@desk.example', '+12025550122'].map((to) => ({ to, timeout: 20 }))

test.each<[string, 'together' | 'in-turn', readonly Reach[], object]>([
  ['one after another, as ever', 'in-turn', [ben], { serial: [bens] }],
  [
    'one after another, and the phones of one of them together',
    'in-turn',
    [ana, ben],
    { serial_parallel: [[mobile, desk], [bens]] },
  ],
  ['all phones together', 'together', [ana, ben], { parallel: [mobile, desk, bens] }],
])('a ladder rings %s', (_how, order, to, destinations) => {
  const [connect] = park.rung?.render({ do: 'connect', order, seconds: 20, to }, settings) ?? []
  expect(connect).toMatchObject({ connect: destinations })
})

test('a ladder asks whoever picks up for a key, unless picking up is enough', () => {
  const connects = (accepts?: 'on-pick-up'): object =>
    park.rung?.render(
      { do: 'connect', order: 'together', seconds: 20, to: [ben], ...(accepts && { accepts }) },
      settings,
    )[0] ?? {}
  expect(connects()).toHaveProperty('connect.confirm')
  expect(connects('on-pick-up')).not.toHaveProperty('connect.confirm')
  expect(connects('on-pick-up')).not.toHaveProperty('connect.confirm_timeout')
})
