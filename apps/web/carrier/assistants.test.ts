import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { frontDesk } from '#test/builders/front-desk.ts'
import { edgeAlone, urls, type EdgeAlone } from './testing/edge-alone.ts'

let edge: EdgeAlone
beforeAll(async () => {
  edge = await edgeAlone(
    frontDesk({
      answers: [
        { question: 'When are you open?', answer: 'From nine to five.' },
        { question: 'Where are you?', answer: 'At the harbour.' },
      ],
      tools: ['ask_for_person', 'take_inquiry', 'look_up', 'set_value', 'end_call'],
      values: [{ name: 'order-number', about: 'The number of the order' }],
    }),
  )
})
afterAll(() => edge.close())

let calls = 0
/** A call that has come in, and the address of its assistant's tools. */
async function aCall() {
  calls += 1
  const call = `0f9d9f0c-26ad-4a4c-b1f5-${String(calls).padStart(12, '0')}`
  const from = '+12025550150'
  await edge.post(urls.of({ to: 'number-document', number: 'sales' }), {
    call: { call_id: call, from, to: '+12025550100', type: 'phone', direction: 'inbound' },
    vars: {},
    envs: {},
    params: {},
  })
  const place = { organisation: 'o1', call, step: 2 } as const
  return {
    call,
    tools: urls.of({ to: 'tools', ...place, from: 'desk' }),
    elsewhere: urls.of({ to: 'tools', ...place, from: 'people' }),
    report: urls.of({ to: 'ai-report', ...place }),
  }
}

const answer = z.object({
  status: z.number(),
  body: z.object({
    response: z.string(),
    action: z.array(z.record(z.string(), z.unknown())).optional(),
    post_process: z.boolean().optional(),
  }),
})

/** As the carrier asks a tool: unsigned, unless its switch says otherwise. */
async function asks(url: string, name: string, args: unknown, more: { signed?: boolean; kept?: object } = {}) {
  const body = {
    function: name,
    argument: { parsed: [args], raw: JSON.stringify(args) },
    global_data: more.kept ?? {},
    content_type: 'text/swaig',
    version: '2.0',
  }
  return answer.parse(await edge.post(url, body, more.signed ? {} : { signature: null })).body
}

/** What was kept of a call, by its happenings' keys. */
async function keptOf(call: string): Promise<string[]> {
  const files = await readdir(edge.waiting, { recursive: true })
  const texts = await Promise.all(
    files.filter((file) => file.endsWith('.json')).map((file) => readFile(join(edge.waiting, file), 'utf8')),
  )
  return texts.filter((text) => text.includes(call) && /"kind":"(inquiry|conversation)"/.test(text))
}

describe('the tools of an assistant', () => {
  test.each([false, true])('hand over to a person, signed: %s', async (signed) => {
    const { tools } = await aCall()
    const first = await asks(tools, 'ask_for_person', { reason: 'A bell\nis “broken” ${call.from}' }, { signed })
    expect(first).toMatchObject({ post_process: true, action: [{ transfer: 'true' }] })
    const document = JSON.stringify(first.action?.[0]?.SWML)
    expect(document).toContain('"verb":"converse","ai_end":"wants-person"')
    expect(document).toContain('A bell is “broken” {call.from}')
    // beside the question what comes next, the document has all that its place in the flow says
    expect(document).toContain('"connect"')
    expect(await asks(tools, 'ask_for_person', { reason: 'A bell\nis “broken” ${call.from}' })).toEqual(first)
  })

  test('end the conversation, after which nobody is rung even where no engine says what comes next', async () => {
    const { tools } = await aCall()
    const document = JSON.stringify((await asks(tools, 'end_call', { reason: 'Wanted to know the hours' })).action)
    expect(document).toContain('"ai_end":"resolved"')
    expect(document).toContain('"hangup"')
    expect(document).not.toContain('"connect"')
  })

  test('leave what was said until then, in case that no report comes', async () => {
    const { call, tools } = await aCall()
    const body = {
      function: 'ask_for_person',
      argument: { parsed: [{}] },
      call_log: [{ role: 'user', content: 'Hi.' }],
    }
    for (const _twice of [1, 2]) expect((await edge.post(tools, body, { signature: null })).status).toBe(200)
    await expect.poll(async () => (await keptOf(call)).join()).toContain('"lines":[{"who":"caller","text":"Hi."')
  })

  test('note an inquiry once, however often the same is asked for', async () => {
    const { call, tools } = await aCall()
    const inquiry = { name: 'Maria', reason: 'My card 4111 1111 1111 1111 was charged twice', urgency: 'high' }
    const first = await asks(tools, 'take_inquiry', inquiry)
    expect(await asks(tools, 'take_inquiry', inquiry)).toEqual(first)
    const kept = await keptOf(call)
    expect(kept.join()).toContain('"number":"+12025550150"')
    expect(kept.join()).toContain('[card number]')
    expect(kept.join()).not.toContain('4111')
    expect(new Set(kept.flatMap((text) => text.match(/inquiry:2:[0-9a-f]{16}/g) ?? [])).size).toBe(1)
    expect((await asks(tools, 'take_inquiry', {})).response).toContain('what it is about')
  })

  test('note five inquiries at most, whatever is said of how many there were', async () => {
    const { call, tools } = await aCall()
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, at) =>
        asks(tools, 'take_inquiry', { reason: `A bell ${at}` }, { kept: { inquiries: 0 } }),
      ),
    )
    expect(answers.filter(({ response }) => response.includes('not possible'))).toHaveLength(7)
    expect(await keptOf(call)).toHaveLength(5)
  })

  test.each([
    ['378282246310005', '+12025550150'],
    ['4111 1111 1111 1111', '+12025550150'],
    ['+49 1511 2345678', '+4915112345678'],
    ['202-555-0188', '2025550188'],
  ])('note to call back %s as %s: no card, and any telephone', async (number, noted) => {
    const { call, tools } = await aCall()
    await asks(tools, 'take_inquiry', { reason: 'A bell', number })
    expect((await keptOf(call)).join()).toContain(`"number":"${noted}"`)
  })

  test('look answers up by the words of a question', async () => {
    const { tools } = await aCall()
    expect((await asks(tools, 'look_up', { question: 'Are you open on Monday?' })).response).toBe(
      'When are you open? From nine to five.',
    )
    expect((await asks(tools, 'look_up', { question: 'Do you sell tents?' })).response).toContain('I do not know')
  })

  test('keep values that are wanted, and hand them on', async () => {
    const { tools } = await aCall()
    const kept = await asks(tools, 'set_value', { name: 'order-number', value: ' 4711 ' })
    expect(kept.action).toEqual([{ set_global_data: { value_order_number: '4711' } }])
    expect((await asks(tools, 'set_value', { name: 'admin', value: 'yes' })).action).toBeUndefined()
    const ended = await asks(
      tools,
      'ask_for_person',
      { reason: '' },
      { kept: { value_order_number: '4711', value_admin: 'yes' } },
    )
    expect(JSON.stringify(ended.action)).toContain(
      JSON.stringify(JSON.stringify({ 'order-number': '4711' })).slice(1, -1),
    )
    expect(JSON.stringify(ended.action)).not.toContain('admin')
  })

  test('do nothing that is not switched on, at a node that has no assistant, or that does not exist', async () => {
    const { tools, elsewhere } = await aCall()
    for (const [url, name] of [
      [tools, 'send_text'],
      [tools, 'transfer'],
      [tools, 'constructor'],
      [elsewhere, 'ask_for_person'],
    ] as const)
      expect(await asks(url, name, { to: '+19005550100' })).toEqual({ response: 'That is not possible here.' })
  })

  test('are reached by their token alone', async () => {
    const { tools, report } = await aCall()
    for (const url of [tools, report]) {
      expect((await edge.post(url.replace(/t=[^&]+/, 't=none'), {}, { signature: null })).status).toBe(403)
      expect((await edge.post(url, {}, { signature: 'wrong' })).status).toBe(403)
    }
    expect((await edge.post(tools, { argument: {} }, { signature: null })).status).toBe(400)
  })
})

test('a report is kept without what nobody should keep', async () => {
  const { call, report } = await aCall()
  const body = {
    action: 'post_conversation',
    call_log: [
      { role: 'system', content: 'You answer.' },
      { role: 'assistant', content: 'Hello.', timestamp: 1_790_000_000_000_000 },
      { role: 'user', content: 'My card is 4111111111111111.', timestamp: 1_790_000_001_000_000 },
      { role: 'tool', content: 'x' },
      { role: 'user' },
      'nonsense',
    ],
    post_prompt_data: { raw: 'Wants to pay with 4111111111111111.', parsed: [] },
  }
  expect((await edge.post(report, body, { signature: null })).status).toBe(200)
  expect((await edge.post(report, { nothing: true }, { signature: null })).status).toBe(200)
  const kept = (await keptOf(call)).join()
  expect(kept).toContain('"summary":"Wants to pay with [card number]."')
  expect(kept).toContain('{"who":"assistant","text":"Hello.","at":1790000000000}')
  expect(kept).toContain('{"who":"caller","text":"My card is [card number].","at":1790000001000}')
  expect(kept).not.toContain('You answer.')
})

test('a report may be long, as it repeats what its tools were told; nothing else may', async () => {
  const { call, report, tools } = await aCall()
  const long = { call_log: [{ role: 'user', content: 'At last.' }], raw_call_log: 'x'.repeat(3_000_000) }
  expect((await edge.post(report, long, { signature: null })).status).toBe(200)
  expect((await keptOf(call)).join()).toContain('At last.')
  await expect(edge.post(tools, { function: 'look_up', ...long }, { signature: null })).rejects.toThrow()
})
