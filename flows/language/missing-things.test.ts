import { expect, test } from 'vitest'
import { drawn } from '#test/builders/flows.ts'
import { check, nothingChecked } from './check.ts'
import type { ThingsThere } from './missing-things.ts'

const there: ThingsThere = { schedules: ['office'], secrets: ['crm-key'], refused: {} }
const errors = (flow: ReturnType<typeof drawn>, around: ThingsThere, checked = nothingChecked()) =>
  check(flow, { people: null, there: around }, checked)
    .filter(({ severity }) => severity === 'error')
    .map(({ node, field, message }) => [node, field, message])

test('shared hours that were deleted are missed at the field where they were chosen', () => {
  const schedule = '5ea50000-0000-4000-8000-0000000000a1'
  const flow = drawn('Desk', ['business-hours', { hours: { kind: 'shared', schedule } }], ['hang-up'])
  expect(errors(flow, { ...there, schedules: [schedule] })).toEqual([])
  expect(errors(flow, there)).toEqual([
    ['n1', 'hours.schedule', 'The shared hours that were chosen here were deleted. Choose others.'],
  ])
})

test('a secret that is not set is missed at its header, also when it goes while the flow is drawn', () => {
  const headers = [{ kind: 'secret', name: 'X-Key', secret: 'crm-key' }]
  const flow = drawn('Asks', ['webhook', { url: 'https://crm.example.com/', headers }], ['hang-up'])
  const checked = nothingChecked()
  expect(errors(flow, there, checked)).toEqual([])
  expect(errors(flow, { ...there, secrets: [] }, checked)).toEqual([
    ['n1', 'headers[0].secret', expect.stringMatching(/^A secret that is sent here is not set\./)],
  ])
})

test('a number that must not be called is said to be at the node that forwards to it', () => {
  const flow = drawn('Away', ['forward', { to: '+12025550199' }], ['hang-up'])
  expect(errors(flow, there)).toEqual([])
  expect(errors(flow, { ...there, refused: { '+12025550199': 'Not this one.' } })).toEqual([
    ['n1', 'to', 'Not this one.'],
  ])
})
