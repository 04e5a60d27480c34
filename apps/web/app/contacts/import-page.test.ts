import { UNSAFE_ErrorResponseImpl as ErrorResponse } from 'react-router'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { testWeb, type Browser, type TestWeb } from '../../testing/web.ts'
import { LARGEST_CONTACTS_FILE } from '../forms/largest-contacts-file.ts'
import { refusedInForm } from '../reach/refused-in-form.ts'
import { fileTooLarge, textTooLarge } from './import-limit.ts'

let web: TestWeb
let olive: Browser
beforeAll(async () => {
  web = await testWeb()
  olive = web.browser()
  await olive.signIn('olive@harbour.test')
}, 180_000)
afterAll(() => web.close())

it('a file of contacts is taken up to what the edge lets through, much more than of any other form', async () => {
  expect(await (await olive.get('/contacts/import')).text()).toMatch(/<form[^>]* enctype="multipart\/form-data"/i)
  const form = new FormData()
  const text = `Finn Fisher of the Fishing Fleet,+12025550174,${'Fish Street '.repeat(80)}\n`.repeat(9_700)
  expect(text.length).toBeGreaterThan(9_700_000)
  form.set('text', text)
  const answer = await send(form)
  expect(answer.status).toBe(200)
  expect(await answer.text()).toContain('Import 1 contact<')
})

it('a file is sent as it is, up to the size that the page names before, and not through the field for text', async () => {
  const page = await (await olive.get('/contacts/import')).text()
  expect(page).toContain('A .csv file of at most 10 MB')
  expect(page).toMatch(/<input[^>]*type="file"[^>]*name="file"|<input[^>]*name="file"[^>]*type="file"/)
  const answer = await send(
    withFile('\uFEFFName,Number\nÅse Søby,+12025550175\n'.padEnd(LARGEST_CONTACTS_FILE - 100, '\n')),
  )
  expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('Import 1 contact<')])
})

it.each([
  [
    'a spreadsheet',
    Buffer.from('PK\u0003\u0004\u0014\u0000\u0006\u0000xl/workbook.xml'),
    /This is not a CSV file\. In Excel, choose Save As and the type “CSV UTF-8”/,
  ],
  ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00]), /This is not a CSV file/],
  [
    'a text with a character that is none',
    Buffer.from('Finn,+12025550174\nGus\0,+12025550175\n'),
    /This is not a CSV file/,
  ],
  [
    'a file of vCards',
    Buffer.from('BEGIN:VCARD\r\nFN:Gus\r\nEND:VCARD\r\n'),
    /This is a file of vCards\. Export the contacts as CSV instead/,
  ],
  ['a file of spaces', Buffer.from(' \n'), /This file is empty\. Choose another one/],
  ['an empty file', Buffer.from(''), /This file is empty\. Choose another one/],
])('%s is refused in the form, with what to do', async (_what, bytes, why) => {
  const answer = await send(withFile(bytes))
  const page = await answer.text()
  expect(answer.status).toBe(422)
  expect(page).toMatch(why)
  expect(page).toContain('Preview changes')
})

it('a file of another alphabet asks how its letters are read, and shows the names as they read each way', async () => {
  const cyrillic = Uint8Array.from([
    ...Buffer.from('Name,Phone\n'),
    0xce,
    0xeb,
    0xfc,
    0xe3,
    0xe0,
    ...Buffer.from(',+12025550176\n'),
  ])
  const page = await (await send(withFile(cyrillic))).text()
  expect(page).toContain('Which of these looks right?')
  expect(page).toMatch(/Ольга[^]*Cyrillic \(Windows\)/)
  expect(page).not.toContain('What would change')
  const chosen = withFile(cyrillic)
  chosen.set('encoding', 'windows-1251')
  expect(await (await send(chosen)).text()).toContain('Import 1 contact<')
})

it('a file that Windows wrote in western Europe is read so, and can be read otherwise', async () => {
  const page = await (await send(withFile(Buffer.from('Name;Phone\nÅse Søby;+12025550177\n', 'latin1')))).text()
  expect(page).toContain('If these look wrong, choose another encoding')
  expect(page).toContain('Åse · Søby')
  expect(page).toContain('Import 1 contact<')
})

it('how far an import has come is told to whoever runs it, and nothing of one that does not run', async () => {
  const answer = await olive.get('/contacts/import/progress?run=5ea50000-0000-4000-8000-00000000dead', {
    accept: 'application/json',
  })
  expect([answer.status, await answer.json()]).toEqual([200, { part: null }])
})

it('what the edge refuses before the page is asked comes back into the form, and anything else does not', async () => {
  const refused = (status: number) =>
    Promise.reject(new ErrorResponse(status, '', 'A file of contacts may have at most 10 MB.'))
  const show = (trouble: string) => ({ trouble })
  expect(await refusedInForm(() => refused(413), show)).toEqual({
    trouble: 'A file of contacts may have at most 10 MB.',
  })
  await expect(refusedInForm(() => refused(404), show)).rejects.toMatchObject({ status: 404 })
})

it('a file or a text that is too large is refused before it is sent, with the size that may be', () => {
  expect(fileTooLarge({ name: 'all.csv', size: LARGEST_CONTACTS_FILE })).toBeNull()
  expect(fileTooLarge({ name: 'all.csv', size: LARGEST_CONTACTS_FILE + 1 })).toBe(
    'all.csv has 10.1 MB, and a file may have at most 10 MB. Split it, and choose one part after the other.',
  )
  expect(textTooLarge('é'.repeat(LARGEST_CONTACTS_FILE / 2))).toBeNull()
  expect(textTooLarge('\n'.repeat(LARGEST_CONTACTS_FILE / 2 + 1))).toMatch(
    /^This text has 10\.1 MB, and may have at most 10 MB/,
  )
})

function withFile(content: Uint8Array | string): FormData {
  const form = new FormData()
  form.set(
    'file',
    new File([typeof content === 'string' ? content : new Uint8Array(content)], 'contacts.csv', { type: 'text/csv' }),
  )
  return form
}

function send(body: FormData): Promise<Response> {
  return olive.ask('/contacts/import', {
    method: 'POST',
    headers: { accept: 'text/html', origin: web.url, 'sec-fetch-site': 'same-origin' },
    body,
  })
}
