import { describe, expect, test } from 'vitest'
import type { FetchOutcome, OutboundRequest } from '../../live-call.ts'
import { givenBy } from '../../language/given.ts'
import { usesOf } from '../../language/uses.ts'
import { exitOf, factsWith, here, ScriptedCall } from '../scripted-call.ts'
import { webhook } from './definition.ts'
import { run } from './run.ts'

const url = 'https://crm.example.com/callers?number={{caller.number | unknown}}'
const keeps = [
  { name: 'customer', pointer: '/customer/name' },
  { name: 'token', pointer: '/token', as: 'secret' },
]

describe('a webhook', () => {
  test.each<[string, FetchOutcome, string]>([
    ['the service answers', { kind: 'ok', values: {} }, 'ok'],
    ['the service fails', { kind: 'error', why: 'it answered 500' }, 'error'],
    ['the service does not answer in time', { kind: 'timeout' }, 'timeout'],
  ])('when %s', async (_sentence, outcome, exit) => {
    const call = new ScriptedCall(factsWith(), { fetch: [outcome] })
    expect(exitOf(await run(call, webhook.config.parse({ url }), here()))).toBe(exit)
    expect(call.told).toEqual([`asks POST ${url}`])
  })

  test('gives what it keeps of the answer, and nothing in place of what the answer lacks', async () => {
    const call = new ScriptedCall(factsWith(), { fetch: [{ kind: 'ok', values: { customer: 'Maria' } }] })
    expect(await run(call, webhook.config.parse({ url, keeps }), here())).toEqual({
      exit: 'ok',
      gives: { customer: 'Maria', token: '' },
    })
  })

  test('asks as its settings say, a secret by its name only', async () => {
    const asked: OutboundRequest[] = []
    const call = new ScriptedCall(factsWith())
    call.fetch = async (request) => {
      asked.push(request)
      return { kind: 'timeout' }
    }
    const headers = [
      { kind: 'text', name: 'X-Line', value: 'Sales' },
      { kind: 'secret', name: 'Authorization', before: 'Bearer ', secret: 'crm-key' },
    ]
    const settings = { method: 'PUT', url, headers, body: '{"a": 1}', seconds: 7, retries: 2, keeps }
    await run(call, webhook.config.parse(settings), here())
    expect(asked).toEqual([
      {
        method: 'PUT',
        url,
        headers: [
          { name: 'X-Line', value: 'Sales' },
          { name: 'Authorization', value: 'Bearer ', secret: 'crm-key' },
        ],
        body: '{"a": 1}',
        seconds: 7,
        retries: 2,
        keeps: [
          { name: 'customer', pointer: '/customer/name' },
          { name: 'token', pointer: '/token', secret: true },
        ],
      },
    ])
  })
})

describe('the definition of a webhook', () => {
  test.each([
    ['an address with values behind its host', { url }, true],
    ['a value in the path', { url: 'https://crm.example.com/{{caller.number | x}}' }, true],
    ['no address', {}, false],
    ['a value as the host', { url: 'https://{{flow.host}}/x' }, false],
    ['a value in the host', { url: 'https://{{flow.host}}.example.com/' }, false],
    ['a value as the port', { url: 'https://crm.example.com:{{flow.port}}/' }, false],
    ['another protocol', { url: 'ftp://crm.example.com/' }, false],
    ['a password in the address', { url: 'https://me:word@crm.example.com/' }, false],
    ['words', { url: 'our crm' }, false],
    ['a body that is JSON', { url, body: '{"a": "{{caller.name | x}}", "b": [1, true, null]}' }, true],
    ['a value outside of quotation marks', { url, body: '{"a": {{caller.name | x}}}' }, false],
    ['a header that we write ourselves', { url, headers: [{ kind: 'text', name: 'Host', value: 'x' }] }, false],
    ['a header like our signature', { url, headers: [{ kind: 'text', name: 'Webhook-Id', value: 'x' }] }, false],
    ['a header’s name with a break', { url, headers: [{ kind: 'text', name: 'a\nb', value: 'x' }] }, false],
    ['20 s to answer', { url, seconds: 20 }, true],
    ['21 s to answer', { url, seconds: 21 }, false],
    ['dots that lead elsewhere', { url: 'https://crm.example.com/a/.%2E/b' }, false],
    ['dots in a name', { url: 'https://crm.example.com/a../.b?at=/../' }, true],
    ['no time to answer', { url, seconds: 0 }, false],
    ['three more tries', { url, retries: 3 }, false],
    ['a place that is no pointer', { url, keeps: [{ name: 'a', pointer: 'customer.name' }] }, false],
    ['two parts of one name', { url, keeps: [keeps[0], keeps[0]] }, false],
    ['a name that no text can have', { url, keeps: [{ name: '1st', pointer: '' }] }, false],
  ])('%s', (_what, config, valid) => {
    expect(webhook.config.safeParse(config).success).toBe(valid)
  })

  test.each<[string, object, readonly string[]]>([
    ['nothing is wrong with https', { url }, []],
    ['http can be read on its way', { url: url.replace('https', 'http') }, ['url warning']],
    [
      'a secret over http is refused',
      { url: url.replace('https', 'http'), headers: [{ kind: 'secret', name: 'X-Key', secret: 'crm' }] },
      ['url error'],
    ],
    ['a GET with a body is refused', { url, method: 'GET', body: '{}' }, ['body error']],
    ['long waits are doubtful', { url, seconds: 10, retries: 1 }, ['seconds warning']],
  ])('%s', (_what, config, issues) => {
    const found = webhook.check?.(webhook.config.parse(config), { people: null }) ?? []
    expect(found.map(({ field, severity }) => `${field} ${severity}`)).toEqual(issues)
  })

  test('what it keeps has names in the flow; a secret is marked, and any may be missing', () => {
    const given = givenBy({ id: 'crm', kind: 'webhook', config: { url, keeps } })
    expect(given.map(({ inFlow, secret = false, otherwise, on }) => [inFlow, secret, otherwise, on])).toEqual([
      ['crm.customer', false, 'unknown', ['ok']],
      ['crm.token', true, 'unknown', ['ok']],
    ])
  })

  test('it uses the secrets that it sends', () => {
    const headers = ['a', 'b', 'a'].map((secret) => ({ kind: 'secret', name: 'X-Key', secret }))
    expect(usesOf({ kind: 'webhook', config: { url, headers } }).secrets).toEqual(['a', 'b'])
  })

  test('its summary names the host and nothing of the address that a caller might be in', () => {
    expect(webhook.summary(webhook.config.parse({ url, keeps }))).toBe('POST crm.example.com, keeps customer, token')
  })
})
