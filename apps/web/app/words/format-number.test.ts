import { describe, expect, it } from 'vitest'
import { countryAbroad, shownNumber } from './format-number.server.ts'
import { telephone } from './telephone.server.ts'

describe('a number is shown', () => {
  it.each([
    ['at home, nationally', '+12025550171', { home: 'US' }, '(202) 555-0171'],
    ['in another country of the same code, nationally', '+14165550171', { home: 'US' }, '(416) 555-0171'],
    ['abroad, with its country', '+4930901820', { home: 'US' }, '+49 30 901820'],
    ['beside one of the same country, nationally', '+4930901820', { beside: '+493090294444' }, '030 901820'],
    ['beside one of another, with its country', '+4930901820', { beside: '+12025550100' }, '+49 30 901820'],
    [
      'as it was sent, when it is no telephone',
      'sip:+12025550171@example.com',
      { home: 'US' },
      'sip:+12025550171@example.com',
    ],
    ['as it is, when it is a name with a number in it', 'Café +12025550171', {}, 'Café +12025550171'],
    ['from a network with Mexico’s old 1, grouped without it', '+5215512345678', { home: 'US' }, '+52 55 1234 5678'],
    ['the same beside one of Mexico', '+5215512345678', { beside: '+525598765432' }, '55 1234 5678'],
    ['with Argentina’s 9', '+5491123456789', { home: 'US' }, '+54 9 11 2345 6789'],
    ['without Brazil’s ninth digit', '+551187654321', { home: 'US' }, '+55 11 98765 4321'],
    ['as a short code', '40404', { home: 'US' }, '40404'],
  ] as const)('%s', (_how, e164, where, shown) => expect(shownNumber(e164, where)).toBe(shown))

  it('of a device or a line abroad with its country too', () => {
    expect(telephone('+4930901820', 'US')).toEqual({ national: '+49 30 901820', international: '+49 30 901820' })
    expect(telephone('+4930901820', 'DE')).toEqual({ national: '030 901820', international: '+49 30 901820' })
    expect(telephone('sip:ana@example.com', 'DE')).toEqual({
      national: 'sip:ana@example.com',
      international: 'sip:ana@example.com',
    })
  })
})

it('its country is named abroad only', () => {
  expect([
    countryAbroad('+4930901820', { home: 'US' }),
    countryAbroad('+12025550171', { home: 'US' }),
    countryAbroad('40404', { home: 'US' }),
    countryAbroad('+5215512345678', { home: 'US' }),
    countryAbroad('+551187654321', { home: 'US' }),
  ]).toEqual(['Germany', null, null, 'Mexico', 'Brazil'])
})
