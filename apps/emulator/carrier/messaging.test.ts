import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { openLab, SALES, type Lab } from '../testing/lab.ts'
import { webhookComplaints } from '../testing/openapi.ts'

const ANA = '+12025550121'
const seen = z.object({
  messages: z.array(
    z.object({
      id: z.string(),
      from: z.string(),
      body: z.string(),
      status: z.string(),
      segments: z.number(),
      errorCode: z.string().nullable(),
      history: z.array(z.object({ status: z.string(), at: z.string() })),
    }),
  ),
})
const refusal = (code: string, attribute: string) => ({
  status: 422,
  body: { errors: [{ type: 'validation_error', code, attribute }] },
})

let lab: Lab
beforeAll(async () => {
  lab = await openLab({ withRequests: true })
})
afterAll(() => lab.close())
beforeEach(async () => {
  await lab.control('POST', '/reset')
})

const post = (order: object) =>
  lab.api('POST', '/api/messaging/messages', { from: SALES, to: ANA, body: 'On our way', ...order })
const send = async (order: object) => z.object({ id: z.string() }).parse((await post(order)).body).id
const look = async (id: string) =>
  seen.parse((await lab.control('GET', '/messages')).body).messages.find((one) => one.id === id)
const told = (path: string, id: string) =>
  lab.product
    .asked(path)
    .filter(({ body }) => body.id === id)
    .map(({ body }) => body.status)

test.each([
  ['somebody', ANA, {}, ['initiated', 'sent', 'delivered'], null],
  [
    'somebody with pictures, whose arrival nobody tells',
    ANA,
    { media: ['https://example.com/a.jpg'] },
    ['initiated', 'sent'],
    null,
  ],
  ['somebody as if it had pictures', ANA, { send_as_mms: true }, ['initiated', 'sent'], null],
  ['a number that nobody has', '+12025550180', {}, ['initiated', 'sent', 'undelivered'], '30005'],
  ['a number at which sending fails', '+12025550181', {}, ['initiated', 'failed'], '30008'],
])('a text to %s', async (_what, to, order, states, errorCode) => {
  const id = await send({ to, ...order, status_callback: `${lab.product.url}/states` })
  await expect.poll(async () => (await look(id))?.status).toBe(states.at(-1))
  expect(await look(id)).toMatchObject({ errorCode, history: ['queued', ...states].map((status) => ({ status })) })
  await expect.poll(() => told('/states', id)).toEqual(states)
  const last = lab.product.asked('/states').at(-1)
  expect(last?.body).toMatchObject({
    error_code: errorCode,
    error_message: errorCode === null ? null : expect.any(String),
  })
  expect(webhookComplaints('messageStatusCallback', last?.body)).toEqual([])
  expect((await lab.api('GET', `/api/messaging/logs/${id}`)).body).toMatchObject({
    status: states.at(-1),
    kind: states.length === 2 && errorCode === null ? 'mms' : 'sms',
    error_code: errorCode,
  })
})

test('one number has every callback twice, another opts out, and of a third the answer is lost though the text goes', async () => {
  const twice = await send({ to: '+12025550182', status_callback: `${lab.product.url}/twice` })
  await expect
    .poll(() => told('/twice', twice))
    .toEqual(['initiated', 'initiated', 'sent', 'sent', 'delivered', 'delivered'])
  await send({ to: '+12025550184' })
  await expect
    .poll(async () =>
      seen
        .parse((await lab.control('GET', '/messages')).body)
        .messages.some((one) => one.from === '+12025550184' && one.body === 'STOP'),
    )
    .toBe(true)
  expect(await lab.within4s(post({ to: '+12025550183' }))).toBe('no answer')
  await expect
    .poll(async () =>
      seen
        .parse((await lab.control('GET', `/messages?to=${encodeURIComponent('+12025550183')}`)).body)
        .messages.map(({ status }) => status),
    )
    .toEqual(['delivered'])
})

test('ordered trouble strikes texts by the same seed in the same way', async () => {
  const fates = async () => {
    await lab.control('PUT', '/faults', { seed: 7, messages: { undelivered: 0.4, failed: 0.4 } })
    const ids: string[] = []
    for (let at = 0; at < 12; at += 1) ids.push(await send({}))
    await expect
      .poll(async () =>
        (await Promise.all(ids.map(look))).every((one) => /^(delivered|undelivered|failed)$/.test(one?.status ?? '')),
      )
      .toBe(true)
    return Promise.all(ids.map(async (id) => (await look(id))?.status))
  }
  const first = await fates()
  expect(new Set(first)).toEqual(new Set(['delivered', 'undelivered', 'failed']))
  expect(await fates()).toEqual(first)
})

test('a text of many characters, or of others than phones know, takes several', async () => {
  for (const [body, count] of [
    ['a'.repeat(161), 2],
    ['я'.repeat(71), 2],
    ['€'.repeat(80), 1],
  ] as const) {
    const id = await send({ body })
    expect((await lab.api('GET', `/api/messaging/logs/${id}`)).body).toMatchObject({ number_of_segments: count })
    expect(await look(id)).toMatchObject({ segments: count })
  }
})

test('the words of a text that has gone can be taken out, and nothing else of it', async () => {
  const id = await send({ body: 'The code is 1234' })
  const patch = (change: object) => lab.api('PATCH', `/api/messaging/messages/${id}`, change)
  const early = await patch({ body: '' })
  await expect.poll(async () => (await look(id))?.status).toBe('delivered')
  expect(early).toMatchObject(refusal('cannot_redact_in_progress_message', 'base'))
  expect(await patch({ body: 'other' })).toMatchObject(refusal('body_must_be_empty', 'body'))
  expect(await patch({})).toMatchObject(refusal('missing_required_parameter', 'body'))
  expect(await patch({ body: '' })).toMatchObject({ status: 200, body: { id, body: '', status: 'delivered' } })
  expect(await look(id)).toMatchObject({ body: '' })
  expect(
    (await lab.api('PATCH', '/api/messaging/messages/00000000-0000-4000-8000-000000000000', { body: '' })).status,
  ).toBe(404)
})

test("only the account's own numbers send", async () => {
  expect(await post({ from: '+12025550199' })).toMatchObject(refusal('invalid_from_number', 'from'))
})

test('a number that was sold meanwhile cannot be bought, and one is bought though the answer is lost', async () => {
  const buy = (number?: string) =>
    lab.api('POST', '/api/relay/rest/phone_numbers', number === undefined ? {} : { number })
  const relay = (code: string) => ({ status: 422, body: { errors: [{ status: '422', code }] } })
  expect(await buy('+13125550166')).toMatchObject(relay('number_not_available'))
  expect(await buy('312-555-0142')).toMatchObject(relay('invalid_parameter'))
  expect(await buy()).toMatchObject(relay('missing_required_parameter'))
  expect(await buy(SALES)).toMatchObject(relay('already_purchased'))
  expect(await lab.within4s(buy('+13125550167'))).toBe('no answer')
  expect((await lab.api('GET', '/api/relay/rest/phone_numbers?filter_number=3125550167')).body).toMatchObject({
    data: [{ number: '+13125550167' }],
  })
})

test('the log of texts is selected by when they were created', async () => {
  await lab.api('POST', '/api/messaging/messages', { from: '+12025550100', to: '+12025550150', body: 'Hello' })
  const found = async (query: string) =>
    ((await lab.api('GET', `/api/messaging/logs?${query}`)).body as { data: readonly unknown[] }).data.length
  const [before, after] = [Date.now() - 60_000, Date.now() + 60_000].map((ms) => new Date(ms).toISOString())
  expect(
    [await found(`created_after=${before}`), await found(`created_before=${after}`)].every((count) => count > 0),
  ).toBe(true)
  expect([
    await found(`created_after=${after}`),
    await found(`created_before=${before}`),
    await found('created_on=2020-01-01'),
  ]).toEqual([0, 0, 0])
})
