import { validateRequest } from '@signalwire/web-api'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openLab, script, type Lab } from '../testing/lab.ts'

let lab: Lab
beforeEach(async () => {
  lab = await openLab()
})
afterEach(() => lab.close())

const dial = (to: string, path = '/leg') =>
  lab.dial(to, {
    swml: script({ hangup: {} }),
    timeout: 1,
    status_url: lab.product.url + path,
    status_events: ['created', 'ringing', 'answered', 'ended'],
  })
const states = () => lab.product.asked('/leg').map((seen) => Object(seen.body.params).call_state as unknown)

test('a status callback that fails is sent three times, then never again', async () => {
  lab.product.on('/leg', { $status: 500 })
  await dial('+12025550191')
  await lab.asked('/leg', 9)
  await lab.passes(4000)
  expect(states()).toEqual([
    'created',
    'created',
    'created',
    'ringing',
    'ringing',
    'ringing',
    'ended',
    'ended',
    'ended',
  ])
})

test('callbacks are signed, unless the switch says otherwise', async () => {
  await dial('+12025550190')
  const { headers, raw } = await lab.asked('/leg')
  expect(
    validateRequest('demo-signing-key', String(headers['x-signalwire-signature']), `${lab.product.url}/leg`, raw),
  ).toBe(true)
  await lab.control('PUT', '/settings', { signCallbacks: false, flatCallbacks: true })
  const id = await dial('+12025550190', '/unsigned')
  const unsigned = await lab.asked('/unsigned')
  expect(unsigned.headers['x-signalwire-signature']).toBeUndefined()
  expect(unsigned.body).toMatchObject({ call_id: id, call_state: 'created' })
})

test('one number gets each callback twice, another out of order', async () => {
  await dial('+12025550194')
  await lab.asked('/leg', 6)
  expect(states()).toEqual(['created', 'created', 'ringing', 'ringing', 'ended', 'ended'])
  const before = lab.product.asked('/leg').length
  await dial('+12025550195')
  await lab.asked('/leg', before + 3)
  expect(states().slice(before)).toEqual(['ringing', 'created', 'ended'])
})

test('ordered faults strike callbacks only, the same way for the same seed', async () => {
  await lab.control('PUT', '/faults', { callbacks: { drop: 1 } })
  await dial('+12025550190')
  await lab.passes(3000)
  expect(states()).toEqual([])
  await lab.control('PUT', '/faults', { seed: 7, callbacks: { duplicate: 1 } })
  await dial('+12025550190')
  await lab.asked('/leg', 4)
  expect(states()).toEqual(['created', 'created', 'ended', 'ended'])
})

test('delayed callbacks keep their order', async () => {
  await lab.control('PUT', '/faults', { callbacks: { delay: '2s' } })
  const began = Date.now()
  await dial('+12025550190')
  await lab.asked('/leg', 2)
  expect(Date.now() - began).toBeGreaterThanOrEqual(190)
  expect(states()).toEqual(['created', 'ended'])
})
