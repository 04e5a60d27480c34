import { validateRequest } from '@signalwire/web-api'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openLab, script, type CallView, type Lab } from '../../testing/lab.ts'
import { webhookComplaints } from '../../testing/openapi.ts'

let lab: Lab
beforeEach(async () => {
  lab = await openLab()
})
afterEach(() => lab.close())

const words = { type: 'object', properties: { reason: { type: 'string' } }, required: ['reason'] }
const tool = (name: string, more: object = {}) => ({
  function: name,
  description: `Does ${name}.`,
  parameters: words,
  ...more,
})

/** An assistant with these tools; behind it the document says how it ended. */
function assistant(...functions: object[]): object {
  return withParams({}, ...functions)
}

function withParams(params: object, ...functions: object[]): object {
  const { url } = lab.product
  return script(
    {
      ai: {
        prompt: { text: 'You answer for Harbour Bikes.' },
        post_prompt: { text: 'Sum up.' },
        post_prompt_url: `${url}/report`,
        params: { static_greeting: 'Harbour Bikes, hello.', ...params },
        SWAIG: { defaults: { web_hook_url: `${url}/tools` }, functions },
      },
    },
    { request: { url: `${url}/after`, method: 'POST', body: { ended: '%{ai_result}' } } },
  )
}

const says = (id: string, text: string) => lab.control('POST', `/calls/${id}/say`, { text })
const listens = ({ ai, hears }: CallView) => ai?.state === 'talking' && hears === 'silence'

/** Somebody calls, and the assistant has greeted them. */
async function greeted(document: object): Promise<string> {
  lab.product.on('/in', document)
  const id = await lab.call()
  await lab.until(id, listens)
  return id
}

test('by rules a sentence calls the first tool whose trigger is in it, and its answer is spoken', async () => {
  lab.product.on('/tools', { response: 'I will connect you.' })
  const id = await greeted(assistant(tool('take_inquiry'), tool('ask_for_person')))
  await says(id, 'A REAL person, please!')
  const asked = await lab.asked('/tools')
  expect(webhookComplaints('aiSwaigToolWebhook', asked.body)).toEqual([])
  expect(asked.body).toMatchObject({
    function: 'ask_for_person',
    argument: { parsed: [{ reason: 'A REAL person, please!' }], raw: '{"reason":"A REAL person, please!"}' },
    content_type: 'text/swaig',
    caller_id_num: '+12025550150',
  })
  const { ai, timeline } = await lab.until(id, (view) => listens(view) && (view.ai?.transcript.length ?? 0) > 3)
  expect(ai?.transcript.map(({ who, text }) => `${who}: ${text}`)).toEqual([
    'assistant: Harbour Bikes, hello.',
    'caller: A REAL person, please!',
    'tool: ask_for_person {"reason":"A REAL person, please!"}',
    'assistant: I will connect you.',
  ])
  expect(timeline.filter(({ what }) => what === 'calls-tool').map(({ detail }) => detail)).toEqual(['ask_for_person'])
})

test('without a trigger it repeats what it heard; triggers and the caller’s number are as ordered', async () => {
  expect((await lab.control('PUT', '/ai', { mode: 'rules', triggers: { book: ['a table'] } })).status).toBe(200)
  const parameters = { type: 'object', properties: { phone: { type: 'string' } }, required: ['phone'] }
  const id = await greeted(assistant(tool('book', { parameters })))
  await says(id, 'Hello there')
  await lab.until(id, ({ ai }) => ai?.transcript.at(-1)?.text === 'I heard: Hello there')
  await says(id, 'I want a table.')
  expect((await lab.asked('/tools')).body).toMatchObject({ argument: { parsed: [{ phone: '+12025550150' }] } })
  expect((await lab.control('PUT', '/ai', { mode: 'dance' })).status).toBe(400)
})

test('a document in the answer, with transfer, takes the call away once the answer is spoken', async () => {
  lab.product.on('/tools', {
    response: 'Connecting you.',
    post_process: true,
    action: [{ SWML: script({ play: { url: 'say:Elsewhere' } }, { hangup: {} }), transfer: 'true' }],
  })
  const id = await greeted(assistant(tool('ask_for_person')))
  await says(id, 'A person.')
  const { timeline, ai } = await lab.until(id, (view) => view.state === 'ended')
  expect(timeline.filter(({ what }) => what === 'hears').map(({ detail }) => detail)).toEqual([
    'Harbour Bikes, hello.',
    'Connecting you.',
    'Elsewhere',
  ])
  expect(ai?.state).toBe('ended')
  expect(lab.product.asked('/after')).toEqual([])
})

test('the other actions are obeyed: said, switched off, kept, held, stopped', async () => {
  const answers: object[] = [
    { response: 'One', action: [{ say: 'Aloud' }, { set_global_data: { name: 'Maria' } }] },
    { response: 'Two', action: { toggle_functions: [{ function: 'ask_for_person', active: false }] } },
    { response: 'Three', post_process: true, action: { hold: { timeout: 20 } } },
    { response: 'Four', post_process: true, action: [{ SWML: script({ set: { colour: 'red' } }) }, { stop: true }] },
  ]
  lab.product.on('/tools', () => answers.shift() ?? {})
  await lab.control('PUT', '/ai', { mode: 'rules', triggers: { note: ['note'] } })
  const id = await greeted(assistant(tool('ask_for_person'), tool('note')))
  await says(id, 'a person')
  await lab.until(id, ({ ai }) => ai?.transcript.some(({ text }) => text === 'Aloud') === true)
  await lab.until(id, listens)
  await says(id, 'note it')
  expect((await lab.asked('/tools', 2)).body).toMatchObject({ global_data: { name: 'Maria' } })
  await lab.until(id, ({ ai, hears }) => ai?.transcript.at(-1)?.text === 'Two' && hears === 'silence')
  await says(id, 'a person')
  await lab.until(id, ({ ai }) => ai?.transcript.at(-1)?.text === 'I heard: a person')
  await says(id, 'note it')
  await lab.until(id, ({ ai, hears }) => ai?.state === 'held' && hears === 'music')
  expect((await lab.command('calling.ai_unhold', { id, params: {} })).status).toBe(200)
  await lab.until(id, listens)
  await says(id, 'note it')
  expect((await lab.asked('/after')).body).toEqual({ ended: 'success' })
})

test('by a script it says, waits for, calls and hangs up what it is told', async () => {
  await lab.control('PUT', '/ai', {
    mode: 'script',
    turns: [
      { assistant: 'Who is calling?' },
      { caller: 'anything' },
      { tool: 'take_inquiry', args: { reason: 'a bell' } },
      { wait: '1s' },
      { hangup: true },
    ],
  })
  lab.product.on('/tools', { response: 'Noted.' })
  const id = await greeted(assistant(tool('take_inquiry')))
  await says(id, 'It is Maria.')
  const { ai, endReason } = await lab.until(id, (view) => view.state === 'ended')
  expect(endReason).toBe('hangup')
  expect(ai?.transcript.map(({ text }) => text)).toEqual([
    'Harbour Bikes, hello.',
    'Who is calling?',
    'It is Maria.',
    'take_inquiry {"reason":"a bell"}',
    'Noted.',
  ])
})

test('the report comes when the conversation has ended, by whoever', async () => {
  const id = await greeted(assistant(tool('ask_for_person')))
  await says(id, 'Do you sell bells?')
  await lab.until(id, ({ ai }) => ai?.transcript.at(-1)?.text === 'I heard: Do you sell bells?')
  await lab.control('POST', `/calls/${id}/hang-up`)
  const { body } = await lab.asked('/report')
  expect(webhookComplaints('aiPostPromptCallback', body)).toEqual([])
  expect(body).toMatchObject({
    action: 'post_conversation',
    call_id: id,
    call_ended_by: 'caller',
    post_prompt_data: { raw: 'The caller said: Do you sell bells?' },
    call_log: [
      { role: 'assistant', content: 'Harbour Bikes, hello.' },
      { role: 'user', content: 'Do you sell bells?' },
      { role: 'assistant', content: 'I heard: Do you sell bells?' },
    ],
  })
})

test('its longest time ends it, and the document goes on', async () => {
  await greeted(withParams({ hard_stop_time: '5s', hard_stop_prompt: 'Time is up.' }))
  expect((await lab.asked('/after')).body).toEqual({ ended: 'success' })
  expect((await lab.asked('/report')).body).toMatchObject({ hard_timeout: true })
})

test('a tool that fails is called three times, then the assistant apologises and its document goes on', async () => {
  lab.product.on('/tools', { $status: 500 })
  const id = await greeted(assistant(tool('ask_for_person')))
  await says(id, 'A person.')
  expect((await lab.asked('/after')).body).toEqual({ ended: 'failed' })
  expect(lab.product.asked('/tools')).toHaveLength(3)
  expect((await lab.look(id)).ai?.transcript.at(-1)?.text).toBe('I am sorry, that did not work.')
})

test('under the switch it talks on after a tool that failed', async () => {
  await lab.control('PUT', '/settings', { aiAfterFailedTool: 'goes-on' })
  lab.product.on('/tools', { $status: 500 })
  const id = await greeted(assistant(tool('ask_for_person')))
  await says(id, 'A person.')
  await lab.until(id, (view) => listens(view) && view.ai?.transcript.at(-1)?.text === 'I am sorry, that did not work.')
  expect(lab.product.asked('/after')).toEqual([])
})

test('tools and reports are signed only under the switch', async () => {
  lab.product.on('/tools', { response: 'Yes.' })
  const first = await greeted(assistant(tool('ask_for_person')))
  await says(first, 'A person.')
  expect((await lab.asked('/tools')).headers['x-signalwire-signature']).toBeUndefined()
  await lab.control('PUT', '/settings', { signTools: true })
  await lab.until(first, (view) => listens(view) && view.ai?.transcript.at(-1)?.text === 'Yes.')
  await says(first, 'A person.')
  const { headers, raw } = await lab.asked('/tools', 2)
  const signature = String(headers['x-signalwire-signature'])
  expect(validateRequest('demo-signing-key', signature, `${lab.product.url}/tools`, raw)).toBe(true)
})

test('faults lose answers of tools, call them twice and lose reports', async () => {
  lab.product.on('/tools', { response: 'Yes.' })
  await lab.control('PUT', '/faults', { ai: { repeatTool: 1 } })
  const id = await greeted(assistant(tool('ask_for_person')))
  await says(id, 'A person.')
  await lab.asked('/tools', 2)
  await lab.until(id, (view) => listens(view) && view.ai?.transcript.at(-1)?.text === 'Yes.')
  await lab.control('PUT', '/faults', { ai: { toolTimeout: 1, loseReport: 1 } })
  await says(id, 'A person.')
  expect((await lab.asked('/after')).body).toEqual({ ended: 'failed' })
  expect(lab.product.asked('/tools')).toHaveLength(5)
  await lab.passes(3000)
  expect(lab.product.asked('/report')).toEqual([])
})

test('the API speaks to an assistant as a caller would, holds its caller and stops it', async () => {
  const id = await greeted(assistant(tool('ask_for_person')))
  expect(
    (await lab.command('calling.ai_message', { id, params: { role: 'user', message_text: 'Good day' } })).status,
  ).toBe(200)
  await lab.until(id, ({ ai }) => ai?.transcript.at(-1)?.text === 'I heard: Good day')
  expect((await lab.command('calling.ai_hold', { id, params: { timeout: 300 } })).status).toBe(422)
  expect((await lab.command('calling.ai_hold', { id, params: { timeout: '300', prompt: 'A moment.' } })).status).toBe(
    200,
  )
  await lab.until(id, ({ ai }) => ai?.state === 'held')
  expect((await lab.command('calling.ai.stop', { id, params: {} })).status).toBe(200)
  expect((await lab.asked('/after')).body).toEqual({ ended: 'success' })
  expect((await lab.command('calling.ai.stop', { id, params: {} })).status).toBe(422)
})

test('a language model plays instead of rules where there is one: it speaks, and calls tools', async () => {
  const own = await openLab({ model: { baseUrl: `${lab.product.url}/v1`, name: 'small', key: 'secret' } })
  const call = { id: 'c1', function: { name: 'ask_for_person', arguments: '{"reason":"a bell"}' } }
  const answers: object[] = [
    { choices: [{ message: { content: 'We do sell bells.' } }] },
    { choices: [{ message: { content: null, tool_calls: [call] } }] },
    { choices: [{ message: { content: 'Wanted a bell.' } }] },
  ]
  lab.product.on('/v1/chat/completions', () => answers.shift() ?? { $status: 500 })
  lab.product.on('/tools', { response: 'Connecting you.', post_process: true, action: { stop: true } })
  own.product.on('/in', assistant(tool('ask_for_person')))
  const id = await own.call()
  await own.until(id, listens)
  await own.control('POST', `/calls/${id}/say`, { text: 'Do you sell bells?' })
  await own.until(id, (view) => listens(view) && view.ai?.transcript.at(-1)?.text === 'We do sell bells.')
  await own.control('POST', `/calls/${id}/say`, { text: 'A person, then.' })
  expect((await lab.asked('/after')).body).toEqual({ ended: 'success' })
  const asked = await lab.asked('/v1/chat/completions', 2)
  expect(asked.headers.authorization).toBe('Bearer secret')
  expect(asked.body).toMatchObject({
    model: 'small',
    messages: [
      { role: 'system' },
      { role: 'assistant', content: 'Harbour Bikes, hello.' },
      { role: 'user', content: 'Do you sell bells?' },
      { role: 'assistant', content: 'We do sell bells.' },
      { role: 'user', content: 'A person, then.' },
    ],
    tools: [{ type: 'function', function: { name: 'ask_for_person' } }],
  })
  expect((await lab.asked('/tools')).body).toMatchObject({ argument: { parsed: [{ reason: 'a bell' }] } })
  expect((await lab.asked('/report')).body).toMatchObject({ post_prompt_data: { raw: 'Wanted a bell.' } })
  await own.close()
})

test('a model that does not answer ends the conversation as failed', async () => {
  const own = await openLab({ model: { baseUrl: `${lab.product.url}/v1`, name: 'small', key: '' } })
  lab.product.on('/v1/chat/completions', { $status: 500 })
  own.product.on('/in', assistant())
  const id = await own.call()
  await own.until(id, listens)
  await own.control('POST', `/calls/${id}/say`, { text: 'Hello?' })
  expect((await lab.asked('/after')).body).toEqual({ ended: 'failed' })
  await own.close()
})

test('what is not played makes the verb fail by its name', async () => {
  lab.product.on('/in', assistant(tool('look_up', { data_map: { output: { response: 'x' } } })))
  const { timeline } = await lab.until(await lab.call(), (view) => view.state === 'ended')
  expect(timeline.find(({ what }) => what === 'error')?.detail).toContain('does not play a tool’s data_map')
})
