import { expect, it } from 'vitest'
import { callableCountries, countryOf, countryOfZone, homeCountry } from './countries.ts'
import { mayCall } from './may-call.ts'

it.each([
  ['a telephone at home', '+12025550121'],
  ['a territory that is charged like home', '+17875550100'],
  ['a number that is free to call', '+18005550199'],
  ['a SIP address, which is in no country', 'sip:ana@example.com'],
  ['a browser', '/private/ana'],
  ['an extension', 'sip:1001@phones'],
  ['an extension that is an emergency number elsewhere', 'sip:110@phones'],
  ['the account of somebody at a provider', 'sip:123456789012@example.com'],
  ['an account with the digits of a dialled number that nobody has', 'sip:700112345678@example.com'],
  ['an account that begins as an outside line does', 'sip:9123456789@example.com'],
  ['an extension behind an outside line', 'sip:91001@phones'],
  ['a telephone at home behind a gateway’s prefix', 'sip:9+12025550121@gw.example'],
  ['a telephone at home behind a gateway', 'sip:+12025550121@gw.example;user=phone'],
])('%s may be called', (_what, address) => expect(mayCall(address, ['US'])).toBeNull())

it.each([
  ['+442079460123', 'GB', 'United Kingdom'],
  ['+18764567890', 'JM', 'Jamaica'],
  ['+14165550100', 'CA', 'Canada'],
  ['+37120123456', 'LV', 'Latvia'],
  ['sip:+442079460123@gw.example', 'GB', 'United Kingdom'],
  ['sips:%2B44-20-7946-0123@gw.example;transport=tls', 'GB', 'United Kingdom'],
  ['sip:00442079460123@gw.example', 'GB', 'United Kingdom'],
  ['sip:011442079460123@gw.example', 'GB', 'United Kingdom'],
  ['sip:442079460123@gw.example', 'GB', 'United Kingdom'],
  ['sip:9011442079460123@gw.example', 'GB', 'United Kingdom'],
  ['sip:900442079460123@gw.example', 'GB', 'United Kingdom'],
  ['sip:9-00-44-20-7946-0123@gw.example', 'GB', 'United Kingdom'],
  ['sip:*67011442079460123@gw.example', 'GB', 'United Kingdom'],
  ['sip:%2A67%2B442079460123@gw.example', 'GB', 'United Kingdom'],
  ['sip:1234*00442079460123@gw.example', 'GB', 'United Kingdom'],
  ['sip:trunk-2+442079460123@gw.example;user=phone', 'GB', 'United Kingdom'],
  ['sip:88800442079460123@gw.example', 'GB', 'United Kingdom'],
  ['sip:912025550121@gw.example', 'IN', 'India'], // or New York behind an outside line: what may be either is judged as it stands
  ['sip:8442079460123@gw.example', 'GB', 'United Kingdom'],
  ['sip:79460123;phone-context=+44-20@gw.example;user=phone', 'GB', 'United Kingdom'],
])('%s may be called once its country is allowed, and nowhere else', (address, country, name) => {
  expect(mayCall(address, ['US'])).toEqual({ why: 'country', country, name })
  expect(mayCall(address, [])).toEqual({ why: 'country', country, name })
  expect(mayCall(address, ['US', country])).toBeNull()
})

it.each([
  ['premium rate', '+19005550100', 'dear'],
  ['premium rate abroad', '+33899123456', 'dear'],
  ['shared cost', '+49180123456', 'dear'],
  ['a satellite', '+881612345678', 'dear'],
  ['a range that nobody has', '+19765551212', 'unassigned'],
  ['an emergency number', '+1911', 'emergency'],
  ['premium rate behind a gateway', 'sip:+19005551234@gw.example;user=phone', 'dear'],
  ['premium rate behind a gateway that is not told so', 'sip:+1(900)555-1234@gw.example', 'dear'],
  ['premium rate behind an outside line', 'sip:901133899123456@gw.example', 'dear'],
  ['a satellite behind an outside line', 'sip:900881612345678@gw.example', 'dear'],
  ['premium rate behind a feature code', 'sip:*82+19005551234@gw.example', 'dear'],
  ['premium rate without a plus', 'sip:19005551234@gw.example', 'dear'],
  ['premium rate in escapes', 'SIP:%2b1%39005551234@gw.example;USER=%70hone', 'dear'],
  ['premium rate with a pause', 'sip:+19005551234,,1@gw.example', 'dear'],
  ['an emergency number behind a gateway', 'sip:911@gw.example;user=phone', 'emergency'],
  ['a telephone that is none', 'sip:ana@gw.example;user=phone', 'no-address'],
  ['no address at all', 'Ana', 'no-address'],
])('%s is never called, whatever is allowed', (_what, address, why) => {
  const everywhere = [...callableCountries().map(({ country }) => country), 'ZZ']
  expect(mayCall(address, everywhere)).toMatchObject({ why })
})

it.each([
  ['Europe/Berlin', 'DE'],
  ['Asia/Kolkata', 'IN'],
  ['America/Puerto_Rico', 'US'],
  ['UTC', null],
])('the zone %s lies in %s', (zone, country) => expect(countryOfZone(zone)).toBe(country))

it('reads numbers as of the first number’s country, else of the first that may be called', () => {
  expect(homeCountry({ numbers: ['+442079460123'], countries: ['US'] })).toBe('GB')
  expect(homeCountry({ numbers: [], countries: ['DE', 'US'] })).toBe('DE')
  expect(homeCountry({ numbers: ['+80012345678'], countries: [] })).toBeUndefined()
})

it('counts a territory to its country, and says so of a telephone that has none', () => {
  expect([
    countryOf('+17875550100'),
    countryOf('+881612345678'),
    countryOf('sip:a@b'),
    countryOf('sip:+442079460123@b'),
  ]).toEqual(['US', 'ZZ', null, 'GB'])
})
