import { afterAll, beforeAll, expect, test } from 'vitest'
import { CALLER, openLab, script, type Lab } from '../testing/lab.ts'
import { refusal } from '../testing/refusal.ts'

const NOBODY = '00000000-0000-4000-8000-000000000000'

let lab: Lab
beforeAll(async () => {
  lab = await openLab({ withRequests: true })
})
afterAll(() => lab.close())

test('numbers are listed, bought, changed and given back', async () => {
  const bought = await lab.api('POST', '/api/relay/rest/phone_numbers', { number: '+12025550110' })
  const { id } = bought.body as { id: string } // checked against the specification by the lab
  expect(await lab.api('POST', '/api/relay/rest/phone_numbers', { number: '+12025550110' })).toMatchObject({
    status: 422,
    body: { errors: [{ status: '422', code: 'already_purchased' }] },
  })
  expect((await lab.api('POST', '/api/relay/rest/phone_numbers', {})).status).toBe(422)
  const changed = await lab.api('PUT', `/api/relay/rest/phone_numbers/${id}`, {
    name: 'Support',
    call_handler: 'relay_script',
    call_relay_script_url: `${lab.product.url}/support`,
  })
  expect(changed.body).toMatchObject({
    name: 'Support',
    call_handler: 'relay_script',
    calling_handler_resource_id: expect.any(String),
  })
  expect((await lab.api('PUT', `/api/relay/rest/phone_numbers/${id}`, { colour: 'red' })).status).toBe(422)
  expect((await lab.api('GET', '/api/relay/rest/phone_numbers?filter_number=0110')).body).toMatchObject({
    data: [{ id }],
  })
  lab.product.on('/support', script({ answer: {} }, { hangup: {} }))
  await lab.control('POST', '/calls', { from: CALLER, to: '+12025550110' })
  await lab.asked('/support')
  expect((await lab.api('GET', `/api/relay/rest/phone_numbers/${id}`)).status).toBe(200)
  expect((await lab.api('DELETE', `/api/relay/rest/phone_numbers/${id}`)).status).toBe(204)
  expect((await lab.api('GET', `/api/relay/rest/phone_numbers/${id}`)).status).toBe(404)
})

test('webhook resources are made, read, changed and removed', async () => {
  const path = '/api/fabric/resources/swml_webhooks'
  expect(await lab.api('POST', path, {})).toMatchObject(refusal('missing_required_parameter', 'primary_request_url'))
  expect(await lab.api('POST', path, { primary_request_url: 'x' })).toMatchObject(
    refusal('not_an_http_url', 'primary_request_url'),
  )
  const made = await lab.api('POST', path, {
    name: 'Line',
    primary_request_url: 'https://example.com/a',
    status_callback_url: 'https://example.com/s',
  })
  const { id } = made.body as { id: string } // checked against the specification by the lab
  expect(
    (await lab.api('PATCH', `${path}/${id}`, { fallback_request_url: 'https://example.com/f' })).body,
  ).toMatchObject({
    swml_webhook: { primary_request_url: 'https://example.com/a', fallback_request_url: 'https://example.com/f' },
  })
  expect((await lab.api('GET', `${path}/${id}`)).status).toBe(200)
  expect((await lab.api('GET', path)).body).toMatchObject({
    data: expect.arrayContaining([expect.objectContaining({ id })]),
  })
  expect(
    await lab.api('POST', `/api/fabric/resources/${id}/phone_routes`, { phone_route_id: NOBODY, handler: 'calling' }),
  ).toMatchObject(refusal('does_not_exist', 'phone_route_id'))
  expect(
    (
      await lab.api('POST', `/api/fabric/resources/${NOBODY}/phone_routes`, {
        phone_route_id: lab.number.id,
        handler: 'calling',
      })
    ).status,
  ).toBe(404)
  expect((await lab.api('DELETE', `${path}/${id}`)).status).toBe(204)
  expect((await lab.api('DELETE', `${path}/${id}`)).status).toBe(404)
})

test('script resources are checked, served and changed', async () => {
  const path = '/api/fabric/resources/swml_scripts'
  expect(await lab.api('POST', path, { name: 'x', contents: script({ sing: {} }) })).toMatchObject(
    refusal('invalid_parameter', 'contents'),
  )
  const made = (await lab.api('POST', path, { name: 'Away', contents: script({ play: { url: 'say:Away' } }) }))
    .body as { id: string; swml_script: { request_url: string } } // just made
  expect(await (await fetch(made.swml_script.request_url, { method: 'POST' })).json()).toEqual(
    script({ play: { url: 'say:Away' } }),
  )
  expect(
    (await lab.api('PUT', `${path}/${made.id}`, { contents: script({ play: { url: 'say:Back' } }) })).body,
  ).toMatchObject({ display_name: 'Away', swml_script: { contents: script({ play: { url: 'say:Back' } }) } })
  expect((await lab.api('GET', path)).body).toMatchObject({ data: [{ id: made.id }] })
  expect((await lab.api('DELETE', `${path}/${made.id}`)).status).toBe(204)
  expect((await fetch(made.swml_script.request_url)).status).toBe(404)
})
