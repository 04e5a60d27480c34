import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLab, SALES, script, type Lab } from '../testing/lab.ts'

const ANA = '+12025550121'
const OTHER = '+12025550109'
const quiet = script({ sleep: -1 })

let lab: Lab
beforeAll(async () => {
  lab = await openLab()
  await lab.api('POST', '/api/relay/rest/phone_numbers', { number: OTHER })
})
afterAll(() => lab.close())

const refusal = (code: string, attribute: string) => ({
  status: 422,
  body: { errors: [{ type: 'validation_error', code, attribute }] },
})

test('the one who is called sees the caller id, while the call is from the number that placed it', async () => {
  const id = await lab.dial(ANA, { swml: quiet, caller_id: OTHER })
  await expect.poll(async () => (await lab.phone(ANA)).state).toBe('ringing')
  expect((await lab.control('GET', `/phones/${ANA}`)).body).toMatchObject({ ringingFrom: OTHER })
  expect((await lab.api('GET', `/api/voice/logs/${id}`)).body).toMatchObject({ from: SALES })
  await lab.control('POST', `/phones/${ANA}/decline`)
})

test('the keys are sent once the call is answered, with their pauses, and before the document', async () => {
  lab.product.on('/in', script({ answer: {} }, { sleep: -1 }))
  const call = await lab.call()
  await lab.behave(ANA, { kind: 'answers', after: '0s' })
  await lab.dial(ANA, {
    swml: script({ play: { url: 'say:Hello' } }),
    send_digits: 'w12,3#',
    custom_variables: { call },
  })
  const { timeline } = await lab.until(call, (view) => view.timeline.some((entry) => entry.detail === 'Hello'))
  const story = timeline.filter(({ who, what }) => what === 'presses' || (who === ANA && what !== 'rings'))
  expect(story.map(({ what, detail }) => `${what} ${detail}`)).toEqual([
    'answers ',
    'presses 12',
    'presses 3#',
    'hears Hello',
  ])
  const [answered, first, second] = story.map(({ ms }) => ms)
  expect((first ?? 0) - (answered ?? 0)).toBeGreaterThanOrEqual(490)
  expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(1990)
})

test("codecs that exist and a price, which change nothing that anybody hears, stand in the call's story", async () => {
  lab.product.on('/in', script({ answer: {} }, { sleep: -1 }))
  const call = await lab.call()
  const id = await lab.dial('sip:desk@example.com', {
    swml: quiet,
    codecs: 'OPUS, PCMA',
    max_price_per_minute: 0.01,
    custom_variables: { call },
  })
  const { timeline } = await lab.look(call)
  expect(timeline.filter(({ what }) => what === 'notes').map(({ detail }) => detail)).toEqual([
    'dial: codecs OPUS,PCMA',
    'dial: max_price_per_minute 0.01',
  ])
  expect((await lab.command('calling.end', { id, params: {} })).status).toBe(200)
})

test.each([
  ["somebody else's caller id", { caller_id: '+12025550199' }, 'not_purchased_or_verified', 'caller_id'],
  ['a codec that is none', { codecs: ['OPUS', 'TIN'] }, 'invalid_parameter', 'codecs'],
  ['a price below nothing', { max_price_per_minute: -1 }, 'invalid_parameter', 'max_price_per_minute'],
  ['keys that are none', { send_digits: '12x' }, 'invalid_parameter', 'send_digits'],
  ['the name of a SIP device', { username: 'desk' }, 'invalid_parameter', 'username'],
  ['the password of a SIP device', { password: 'secret' }, 'invalid_parameter', 'password'],
  ['a script for the one who is called', { to_script: 'a' }, 'cannot_process', 'to_script'],
  ['a region', { region: 'us-east-1' }, 'invalid_parameter', 'region'],
])('%s is refused', async (_what, params, code, attribute) => {
  expect(await lab.command('dial', { params: { from: SALES, to: ANA, swml: quiet, ...params } })).toMatchObject(
    refusal(code, attribute),
  )
})

test('a private address is reached when somebody was set up there, and is no destination when nobody was', async () => {
  const at = '/private/eve'
  expect(await lab.command('dial', { params: { from: SALES, to: at, swml: quiet } })).toMatchObject(
    refusal('to_destination_unresolvable', 'to'),
  )
  lab.product.on(
    '/in',
    script(
      { connect: { to: at } },
      {
        request: {
          url: `${lab.product.url}/unreached`,
          method: 'POST',
          body: { result: '${connect_result}', why: '${connect_failed_reason}' },
        },
      },
    ),
  )
  await lab.call()
  expect((await lab.asked('/unreached')).body).toEqual({ result: 'failed', why: 'error' })
  await lab.control('PUT', `/phones/${encodeURIComponent(at)}`, { name: 'Eve' })
  await lab.dial(at, { swml: quiet })
  await expect.poll(async () => (await lab.phone(at)).state).toBe('ringing')
  await lab.behave('/private/off', { kind: 'off' })
  expect(await lab.command('dial', { params: { from: SALES, to: '/private/off', swml: quiet } })).toMatchObject(
    refusal('no_registered_devices', 'to'),
  )
  await lab.control('PUT', '/settings', { unknownAddress: 'phone' })
  expect((await lab.command('dial', { params: { from: SALES, to: '/private/anybody', swml: quiet } })).status).toBe(200)
})
