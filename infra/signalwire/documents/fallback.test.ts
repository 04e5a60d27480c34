import { expect, test } from 'vitest'
import { carrierUrls } from '../urls.ts'
import { fallbackDocument } from './fallback.ts'

const urls = carrierUrls({ publicUrl: 'https://phone.example.com', secret: 's'.repeat(32) })
const number = { organisation: 'harbour', number: 'n-1' }
const main = fallbackDocument({
  ...number,
  e164: '+12025550100',
  name: 'Sales',
  ladder: [
    { do: 'connect', order: 'in-turn', seconds: 20, to: [{ member: 'ana', name: 'Ana', address: '+12025550121' }] },
    { do: 'record', greeting: null, limits: { maxSeconds: 120, silenceSeconds: 5 } },
  ],
  urls,
}).sections.main

test('the static document answers and asks for us nine times, with ringing in between', () => {
  expect(main.slice(0, 2)).toEqual([{ answer: {} }, { label: 'poll' }])
  expect(main[2]).toMatchObject({
    request: {
      url: urls.of({ to: 'number-word', ...number }),
      body: { call: '%{call.call_id}', from: '%{call.from}', what: 'word' },
    },
  })
  expect(main[3]).toMatchObject({ cond: [{ then: [{ transfer: { dest: '%{request_response.url}' } }] }] })
  expect(main.slice(5, 7)).toEqual([{ play: { url: 'ring:4.0:us' } }, { goto: { label: 'poll', max: 8 } }])
})

test('then it rings the people and records, and tells us so with the name of the call', () => {
  const rest = main.slice(7)
  expect(rest.map((verb) => Object.keys(verb)[0])).toEqual([
    'request',
    'cond',
    'label',
    'connect',
    'cond',
    'record',
    'request',
    'play',
    'hangup',
  ])
  expect(rest[3]).toMatchObject({
    connect: {
      from: '+12025550100',
      serial: [{ to: '+12025550121', timeout: 20 }],
      status_url: urls.of({ to: 'number-status', ...number }),
    },
  })
  expect(rest[6]).toMatchObject({
    request: {
      url: urls.of({ to: 'number-word', ...number }),
      body: { call: '%{call.call_id}', what: 'recorded', record_url: '%{record_url}' },
    },
  })
})
