import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLab, SALES, script, type Lab } from '../testing/lab.ts'
import { specifiedNumberFields } from '../testing/openapi.ts'
import { keptFields, numberChange } from './call-handlers.ts'

const ROOM = '11111111-1111-4111-8111-111111111111'

let lab: Lab
beforeAll(async () => {
  lab = await openLab()
})
afterAll(() => lab.close())

const put = (change: unknown) => lab.api('PUT', `/api/relay/rest/phone_numbers/${lab.number.id}`, change)

/** Why a call to the number ended, in the words of its timeline. */
async function whatACallMeets(): Promise<string> {
  const { timeline } = await lab.until(await lab.call(), (view) => view.state === 'ended')
  return timeline.map(({ what, detail }) => `${what} ${detail}`).join('\n')
}

test('a webhook that is used for texts takes no calls', async () => {
  const texts = (
    await lab.api('POST', '/api/fabric/resources/swml_webhooks', {
      used_for: 'messaging',
      primary_request_url: `${lab.product.url}/texts`,
    })
  ).body as { id: string } // just made
  expect(
    await lab.api('POST', `/api/fabric/resources/${texts.id}/phone_routes`, {
      phone_route_id: lab.number.id,
      handler: 'calling',
    }),
  ).toMatchObject({ status: 422, body: { errors: [{ code: 'invalid_parameter', attribute: 'handler' }] } })
})

test('whoever cannot be told of a recording stands in the story of the call', async () => {
  lab.product.on('/in', script({ play: { url: 'say:Hello', status_url: 'nonsense' } }, { hangup: {} }))
  expect(await whatACallMeets()).toContain(
    '"nonsense" is no http or https address: nobody is told of calling.call.play',
  )
})

test('a wait that is longer than a timer can be is still a wait', async () => {
  lab.product.on('/in', script({ answer: {} }, { play: { url: 'silence:99999999' } }, { play: { url: 'say:At last' } }))
  const id = await lab.call()
  await lab.until(id, (view) => view.timeline.some(({ what, detail }) => `${what} ${detail}`.includes('silence')))
  await lab.passes(1000)
  expect((await lab.until(id, () => true)).state).toBe('in-progress')
})

test('a script URL moves the calls, another moves them again, and a resource takes them back', async () => {
  for (const path of ['/in', '/one', '/two']) lab.product.on(path, script({ play: { url: `say:This is ${path}` } }))
  expect(await whatACallMeets()).toContain('This is /in')
  expect(
    (await put({ call_handler: 'relay_script', call_relay_script_url: `${lab.product.url}/one` })).body,
  ).toMatchObject({
    call_handler: 'relay_script',
    calling_handler_resource_id: expect.not.stringContaining(lab.webhook.id),
  })
  expect(await whatACallMeets()).toContain('This is /one')
  await put({ call_relay_script_url: `${lab.product.url}/two` })
  expect(await whatACallMeets()).toContain('This is /two')
  await put({ name: 'Renamed', call_handler: 'relay_script' })
  expect(await whatACallMeets()).toContain('This is /two')
  await lab.api('POST', `/api/fabric/resources/${lab.webhook.id}/phone_routes`, {
    phone_route_id: lab.number.id,
    handler: 'calling',
  })
  await put({ call_handler: 'relay_script' })
  expect(await whatACallMeets()).toContain('This is /in')
})

test.each([
  [
    'laml_webhooks',
    {
      call_request_url: 'https://example.com/laml',
      call_request_method: 'GET',
      call_fallback_url: 'https://example.com/f',
    },
  ],
  ['laml_application', { call_laml_application_id: 'app-1' }],
  ['relay_topic', { call_relay_topic: 'office', call_relay_topic_status_callback_url: 'https://example.com/s' }],
  ['relay_application', { call_relay_application: 'office' }],
  ['relay_context', { call_relay_context: 'office' }],
  ['relay_connector', { call_relay_connector_id: 'connector-1' }],
  ['relay_sip_endpoint', { call_sip_endpoint_id: ROOM }],
  ['relay_verto_endpoint', { call_verto_resource: 'desk' }],
  ['dialogflow', { call_dialogflow_agent_id: 'agent-1' }],
  ['video_room', { call_video_room_id: ROOM }],
])(
  'the handler %s is taken and shown, and a call then ends with the reason that it is not played',
  async (handler, fields) => {
    const answer = await put({ call_handler: handler, ...fields })
    expect(answer).toMatchObject({ status: 200, body: { call_handler: handler, ...fields } })
    expect(await whatACallMeets()).toContain(`the calls of ${SALES} go to ${handler}, which the emulator does not play`)
  },
)

test.each([
  ['a handler that is none', { call_handler: 'teapot' }, 'invalid_parameter'],
  ['a handler that only the fabric can set', { call_handler: 'sip_gateway' }, 'invalid_parameter'],
  ['a call flow', { call_handler: 'call_flow' }, 'invalid_parameter'],
  ['an AI agent', { call_handler: 'ai_agent' }, 'invalid_parameter'],
  ['the id of a call flow, beside another handler', { call_flow_id: ROOM }, 'invalid_parameter'],
  ['the version of a call flow', { call_flow_version: 'current_deployed' }, 'invalid_parameter'],
  ['the id of an AI agent', { call_ai_agent_id: ROOM }, 'invalid_parameter'],
  [
    'a handler without what it needs',
    { call_handler: 'laml_application', call_request_url: 'https://example.com' },
    'missing_required_parameter',
  ],
  [
    'a URL that is none',
    { call_handler: 'relay_script', call_relay_script_url: 'ftp://example.com' },
    'not_an_http_url',
  ],
  ['an empty URL', { call_handler: 'relay_script', call_relay_script_url: '' }, 'not_an_http_url'],
  ['a method that is none', { call_request_method: 'PATCH' }, 'invalid_parameter'],
  ['an id that is none', { call_handler: 'video_room', call_video_room_id: 'lobby' }, 'invalid_parameter'],
  ['a handler that is a number', { call_handler: 5 }, 'invalid_parameter'],
  ['faxes', { call_receive_mode: 'fax' }, 'invalid_parameter'],
  ['a field that is none', { colour: 'red' }, 'invalid_parameter'],
  ['no object', ['relay_script'], 'invalid_parameter'],
])('%s is refused in the words of the family, and changes nothing', async (_what, change, code) => {
  await lab.api('POST', `/api/fabric/resources/${lab.webhook.id}/phone_routes`, {
    phone_route_id: lab.number.id,
    handler: 'calling',
  })
  const fresh = (await lab.api('POST', '/api/relay/rest/phone_numbers', { number: '+12025550112' })).body as {
    id: string
  } // just made
  const before = (await lab.api('GET', `/api/relay/rest/phone_numbers/${fresh.id}`)).body
  expect(await lab.api('PUT', `/api/relay/rest/phone_numbers/${fresh.id}`, change)).toMatchObject({
    status: 422,
    body: { errors: [{ status: '422', code, detail: expect.any(String), title: expect.any(String) }] },
  })
  expect((await lab.api('GET', `/api/relay/rest/phone_numbers/${fresh.id}`)).body).toEqual(before)
  await lab.api('DELETE', `/api/relay/rest/phone_numbers/${fresh.id}`)
})

test('a number is told what the specification has, and everything that is taken is shown', () => {
  const fields = Object.keys(numberChange.shape)
  expect(fields.toSorted()).toEqual((specifiedNumberFields() ?? fields).toSorted())
  const refused = fields.filter((name) => name.startsWith('message_'))
  const shownOtherwise = ['name', 'call_handler', 'call_receive_mode']
  expect(fields.filter((name) => !refused.includes(name) && !shownOtherwise.includes(name)).toSorted()).toEqual(
    Object.keys(keptFields.shape)
      .filter((name) => !refused.includes(name))
      .toSorted(),
  )
})

test('what was moved is still moved after a change of the name alone', async () => {
  await put({ call_handler: 'relay_topic', call_relay_topic: 'office' })
  expect((await put({ name: 'Office' })).body).toMatchObject({
    name: 'Office',
    call_handler: 'relay_topic',
    calling_handler_resource_id: null,
  })
})

test.each([
  'message_handler',
  'message_request_url',
  'message_request_method',
  'message_fallback_url',
  'message_fallback_method',
  'message_laml_application_id',
  'message_relay_topic',
  'message_relay_context',
  'message_relay_application',
])('a handler of texts in the field %s is refused by name', async (field) => {
  const answer = await lab.api('PUT', `/api/relay/rest/phone_numbers/${lab.number.id}`, {
    [field]: 'https://example.com/text',
  })
  expect(answer).toMatchObject({
    status: 422,
    body: {
      errors: [
        {
          code: 'invalid_parameter',
          title: `${field} is not played by the emulator: assign a resource to texts with phone_routes`,
        },
      ],
    },
  })
})
