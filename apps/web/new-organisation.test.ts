import { afterAll, beforeAll, expect, it } from 'vitest'
import { openIdentity } from '#infra/identity/identity.ts'
import { newOrganisation, readArguments } from './new-organisation.ts'
import { TEST_SECRET, testWeb, type TestWeb } from './testing/web.ts'

let web: TestWeb
beforeAll(async () => {
  web = await testWeb({ demo: false })
}, 60_000)
afterAll(() => web?.close())

it('makes an organisation whose first owner chooses a password by the link, and is alone in it', async () => {
  const identity = openIdentity({
    url: web.database.identityUrl,
    publicUrl: web.url,
    secret: TEST_SECRET,
    demo: false,
    send: async () => {},
    onTrouble: () => undefined,
  })
  const link = await newOrganisation(
    { db: web.db, identity, publicUrl: web.url },
    { name: 'Tide Tables', owner: 'Tamsin', email: 'tamsin@tide.example', timeZone: 'Pacific/Auckland', country: 'NZ' },
  )
  expect(await identity.invitations('tamsin@tide.example')).toMatchObject([
    { role: 'owner', organisation: { name: 'Tide Tables' }, by: null },
  ])
  expect(await identity.memberships('tamsin@tide.example')).toEqual([])
  await identity.close()

  const browser = web.browser()
  const { pathname, searchParams } = new URL(link)
  expect(await (await browser.get(pathname + new URL(link).search)).text()).toContain('Welcome to Tide Tables, Tamsin')
  const accepted = await browser.post(pathname, {
    token: searchParams.get('token') ?? '',
    password: 'a long enough password',
  })
  expect([accepted.status, accepted.headers.get('location')]).toEqual([302, '/home'])
  const home = (await (await browser.get('/home')).text()).replaceAll('<!-- -->', '')
  for (const left of [
    '0 of 4 done',
    'Add a number',
    'Add people who answer',
    'Choose what happens to a call',
    'Make a test call',
  ])
    expect(home).toContain(left)
  const people = await (await browser.get('/people')).text()
  expect(people).toContain('tamsin@tide.example')
  expect(people).not.toContain('harbour.test')
  expect(await (await browser.get('/settings')).text()).toContain('Pacific/Auckland')
})

it('takes the time zone of the machine, or the one that is named', () => {
  const words = ['--name', 'Tide Tables', '--owner', 'Tamsin', '--email', 'Tamsin@Tide.example']
  const named = [...words, '--country', 'DE']
  expect(readArguments(named)).toEqual({
    name: 'Tide Tables',
    owner: 'Tamsin',
    email: 'tamsin@tide.example',
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    country: 'DE',
  })
  expect(readArguments([...named, '--time-zone', 'Pacific/Auckland'])).toMatchObject({ timeZone: 'Pacific/Auckland' })
})

it('lets be called the country of the time zone, or the one that is named, and asks where there is none', () => {
  const words = ['--name', 'Tide Tables', '--owner', 'Tamsin', '--email', 'tamsin@tide.example', '--time-zone']
  expect(readArguments([...words, 'Pacific/Auckland'])).toMatchObject({ country: 'NZ' })
  expect(readArguments([...words, 'UTC', '--country', 'de'])).toMatchObject({ country: 'DE' })
  expect(() => readArguments([...words, 'UTC'])).toThrow('The time zone UTC belongs to no country: say --country')
  expect(() => readArguments([...words, 'UTC', '--country', 'Atlantis'])).toThrow('Say --country, the two letters')
})

it('says everything that is missing or wrong on the command line at once', () => {
  expect(() => readArguments(['--name', 'Tide Tables', '--time-zone', 'Pacific/Atlantis'])).toThrow(
    /Say --owner.*Say --email.*Say --time-zone/,
  )
})
