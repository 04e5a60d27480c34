import { expect, test } from 'vitest'
import { exchangesOf } from './exchanges.ts'

const at = '2026-11-26T12:00:00.000Z'
const noon = Date.parse(at)
const exchange = (change: object) => ({
  at,
  direction: 'out',
  method: 'POST',
  url: 'http://web/carrier/numbers/1/status',
  status: 200,
  ms: 20,
  request: { headers: {}, body: null },
  response: { headers: {}, body: null },
  ...change,
})
const ended = (call: string) => ({
  headers: {},
  body: { event_type: 'calling.call.state', params: { call_id: call, call_state: 'ended' } },
})

test('an end is told when its callback was understood, in either layout', () => {
  expect(exchangesOf([exchange({ request: ended('one') })]).told).toEqual(new Map([['one', noon + 20]]))
  expect(
    exchangesOf([exchange({ request: { headers: {}, body: { call_id: 'one', call_state: 'ended' } } })]).told,
  ).toEqual(new Map([['one', noon + 20]]))
})

test('a callback that nobody took tells nothing, and of several the first counts', () => {
  expect(
    exchangesOf([
      exchange({ request: ended('one'), status: 500 }),
      exchange({ request: ended('one'), status: null, ms: null }),
    ]).told,
  ).toEqual(new Map())
  expect(exchangesOf([exchange({ request: ended('one'), ms: 900 }), exchange({ request: ended('one') })]).told).toEqual(
    new Map([['one', noon + 20]]),
  )
})

test('the carrier’s log tells it too, once it says that the call is over', () => {
  const log = (status: string) =>
    exchange({
      direction: 'in',
      method: 'GET',
      url: 'http://carrier/api/voice/logs/one',
      response: { headers: {}, body: { id: 'one', status } },
    })
  expect(exchangesOf([log('answered')]).told).toEqual(new Map())
  expect(exchangesOf([log('completed')]).told).toEqual(new Map([['one', noon + 20]]))
  expect(exchangesOf([log('completed')]).calledBack).toEqual(new Map())
  expect(exchangesOf([exchange({ request: ended('one') })]).calledBack).toEqual(new Map([['one', noon + 20]]))
})

test('a dial belongs to the call of which its addresses speak, also when it was refused', () => {
  const params = {
    to: '+12025560001',
    from: '+12025570000',
    status_url: 'http://web/carrier/calls/call-7/legs/2-1/status?t=x',
  }
  const dial = exchange({
    direction: 'in',
    url: 'http://carrier/api/calling/calls',
    status: 503,
    request: { headers: {}, body: { command: 'dial', params } },
  })
  expect(exchangesOf([dial]).orders.map(({ call, status }) => [call, status])).toEqual([['call-7', 503]])
})

test('commands are read with the leg that they are about, and whether they got through', () => {
  const command = (body: object, status = 200) =>
    exchange({ direction: 'in', url: 'http://carrier/api/calling/calls', status, request: { headers: {}, body } })
  const { orders } = exchangesOf([
    command({ command: 'dial', params: { to: '+12025560001', from: '+12025570000' } }),
    command({ command: 'update', params: { id: 'leg', status: 'canceled' } }),
    command({ command: 'update', params: { id: 'leg', swml: {} } }, 503),
    command({ command: 'calling.end', id: 'leg', params: { reason: 'hangup' } }),
  ])
  expect(orders.map(({ what, leg, to, status }) => [what, leg, to, status])).toEqual([
    ['dial', null, '+12025560001', 200],
    ['end', 'leg', null, 200],
    ['redirect', 'leg', null, 503],
    ['end', 'leg', null, 200],
  ])
})
