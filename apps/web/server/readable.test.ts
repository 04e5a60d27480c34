import { describe, expect, test } from 'vitest'
import { served } from './testing/served.ts'

describe('what no page could read', () => {
  const json = (body: string) => ({ type: 'application/json', body })
  const form = (body: string) => ({ type: 'application/x-www-form-urlencoded', body })
  const deep = '['.repeat(50_000)

  test.each([
    '/%00',
    '/calls/a%00b',
    '/%E0%A4%A',
    '/%ff',
    '/contacts?q=%00',
    '/contacts?%00=q',
    'http://evil.example/',
    '*',
  ])('is an address: %s', async (path) => {
    await using web = await served({ pages: [(_request, response) => response.send('home')] })
    expect(await web.status({ path })).toBe(400)
  })

  test.each([
    ['a NUL in a form', form('name=a%00b')],
    ['a NUL in the name of a field', form('a%00=b')],
    ['a form that is not UTF-8', form('name=\xff')],
    [
      'a NUL in a part of a form',
      {
        type: 'multipart/form-data; boundary=x',
        body: '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\nb\0\r\n--x--\r\n',
      },
    ],
    ['parts without a boundary', { type: 'multipart/form-data', body: 'a' }],
    [
      'parts that never end',
      { type: 'multipart/form-data; boundary=x', body: '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\nb' },
    ],
    ['JSON that is none', json('{"a": ')],
    ['JSON with a NUL', json('{"a": ["\\u0000"]}')],
    ['JSON with a NUL in a name', json('{"\\u0000": 1}')],
    ['JSON with half a character', json('{"a": {"b": "\\ud83d"}}')],
    ['JSON with the other half', json('["\\uDE00"]')],
    ['JSON that is nested without end', json(deep)],
    ['JSON that is nested without end, as a beacon sends it', { type: 'text/plain;charset=UTF-8', body: deep }],
    ['objects nested without end', json('{"a":'.repeat(10_000))],
    ['a form of more fields than any page has', form('a&'.repeat(1_001))],
    [
      'more parts than any page has',
      {
        type: 'multipart/form-data; boundary=x',
        body: '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\nb\r\n'.repeat(1_001) + '--x--\r\n',
      },
    ],
    [
      'parts whose boundary two readers could read in two ways',
      {
        type: 'multipart/form-data; boundary=x; boundary=y',
        body: '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\nb\r\n--x--\r\n',
      },
    ],
    ['a type that nobody takes', { type: 'application/xml', body: '<a/>' }],
    ['no type at all', { type: '', body: 'a' }],
  ])('is a body: %s', async (_what, { type, body }) => {
    await using web = await served({ pages: [(_request, response) => response.send('home')] })
    const answer = await web.post('/', Buffer.from(body, 'latin1'), { 'content-type': type })
    expect(answer.status).toBe(400)
    expect(String(Object.values((await answer.json()) as object)[0])).toMatch(/^[A-Z].*\.$/) // a sentence
  })

  test.each([
    ['a form', form('name=%F0%9F%98%80&empty=')],
    [
      'parts',
      {
        type: 'multipart/form-data; boundary=x',
        body: '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\nb\r\n--x--\r\n',
      },
    ],
    ['JSON', json('{"a": "\\ud83d\\ude00 [[[[ \\" {{{{"}')],
    ['JSON as deep as we write it', json('['.repeat(100) + ']'.repeat(100))],
    ['nothing', { type: '', body: '' }],
  ])('is not: %s', async (_what, { type, body }) => {
    await using web = await served({ pages: [(_request, response) => response.send('home')] })
    expect((await web.post('/', Buffer.from(body, 'latin1'), { 'content-type': type })).status).toBe(200)
  })

  test('is a body of two types, of which we would believe one and a page the other', async () => {
    await using web = await served({ pages: [(_request, response) => response.send('home')] })
    const headers = { 'content-type': ['application/json', 'application/x-www-form-urlencoded'] }
    expect(await web.said({ path: '/', method: 'POST', headers, body: '{}' })).toBe(
      '{"error":"The body has two content types. Send one Content-Type header."}',
    )
  })

  test('is told to people as a sentence, and to programs as JSON', async () => {
    await using web = await served({})
    const told = async (path: string, accept: string) =>
      (await web.post(path, '<a/>', { 'content-type': 'text/xml', accept })).text()
    expect(await told('/sign-in', 'text/html')).toBe('Send a form, or JSON as application/json.')
    expect(await told('/sign-in.data', '*/*')).toBe('Send a form, or JSON as application/json.')
    expect(await told('/flows/7/draft', '*/*')).toBe('{"error":"Send a form, or JSON as application/json."}')
  })
})
