import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { openLab, SALES, script, type Lab } from './testing/lab.ts'

const ANA = '+12025550121'
const texts = z.object({
  messages: z.array(
    z.object({
      id: z.string(),
      direction: z.string(),
      from: z.string(),
      to: z.string(),
      body: z.string(),
      media: z.array(z.string()),
      answerError: z.object({ code: z.string(), message: z.string() }).nullable(),
    }),
  ),
})

let lab: Lab
beforeAll(async () => {
  lab = await openLab()
  const { body } = await lab.api('POST', '/api/fabric/resources/swml_webhooks', {
    name: 'Texts',
    used_for: 'messaging',
    primary_request_url: `${lab.product.url}/text`,
  })
  await lab.api('POST', `/api/fabric/resources/${z.object({ id: z.string() }).parse(body).id}/phone_routes`, {
    phone_route_id: lab.number.id,
    handler: 'messaging',
  })
})
afterAll(() => lab.close())
beforeEach(() => {
  lab.product.on('/text', script())
})

const all = async () => texts.parse((await lab.control('GET', '/messages')).body).messages

/** Ana texts; what was sent because of it, oldest first, and why no more. */
async function answersTo(answer: object) {
  lab.product.on('/text', answer)
  const before = (await all()).length
  const asked = lab.product.asked('/text').length
  const { id } = z
    .object({ id: z.string() })
    .parse((await lab.control('POST', '/messages', { from: ANA, to: SALES, body: 'Are you open?' })).body)
  await lab.asked('/text', asked + 1)
  return async () => {
    const list = await all()
    return {
      error: list.find((one) => one.id === id)?.answerError ?? null,
      sent: list
        .slice(0, list.length - before - 1)
        .reverse()
        .map(({ from, to, body, media }) => ({ from, to, body, media })),
    }
  }
}

test('the handler of a text replies to it, to others, and with pictures', async () => {
  const look = await answersTo(
    script(
      { reply: 'You wrote: %{message.body}' },
      { reply: { to: '+12025550122', body: 'A text came' } },
      { reply: { media: ['https://example.com/map.png'] } },
    ),
  )
  await expect.poll(look).toEqual({
    error: null,
    sent: [
      { from: SALES, to: ANA, body: 'You wrote: Are you open?', media: [] },
      { from: SALES, to: '+12025550122', body: 'A text came', media: [] },
      { from: SALES, to: ANA, body: '', media: ['https://example.com/map.png'] },
    ],
  })
})

test('an answer is carried out up to the first step that is not played, and the text says which', async () => {
  const look = await answersTo(script({ reply: 'Yes' }, { receive: {} }, { reply: 'Never' }))
  await expect.poll(look).toMatchObject({
    error: {
      code: 'relay_script_method_execute_failed',
      message: 'receive: the emulator does not play this verb of messaging documents',
    },
    sent: [{ body: 'Yes' }],
  })
})

test.each([
  ['no document', { ok: true }, 'relay_script_parse_error'],
  ['a verb of calls', script({ play: { url: 'say:Hello' } }), 'relay_script_method_undefined'],
  ['the name of something every object has', script({ constructor: {} }), 'relay_script_method_undefined'],
  ['a reply without words', script({ reply: {} }), 'relay_script_method_parameter_invalid_value'],
  [
    'a reply with a field that there is not',
    script({ reply: { body: 'Yes', colour: 'red' } }),
    'relay_script_method_parameter_invalid_value',
  ],
  [
    'a reply that chooses',
    script({ reply: { switch: { variable: 'message.body', case: {} } } }),
    'relay_script_method_execute_failed',
  ],
  [
    "a reply from somebody else's number",
    script({ reply: { from: '+12025550199', body: 'Yes' } }),
    'relay_script_method_execute_failed',
  ],
  ['status 503', { $status: 503 }, 'relay_script_parse_error'],
])('an answer with %s is refused', async (_what, answer, code) => {
  await expect.poll(await answersTo(answer)).toMatchObject({ error: { code }, sent: [] })
})

test.each(['request', 'execute', 'transfer', 'switch', 'goto', 'return', 'label'])(
  'the verb %s is refused by name',
  async (verb) => {
    const look = await answersTo(script({ [verb]: {} }))
    await expect.poll(look).toMatchObject({
      error: {
        code: 'relay_script_method_execute_failed',
        message: `${verb}: the emulator does not play this verb of messaging documents`,
      },
    })
  },
)
