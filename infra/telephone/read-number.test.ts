import { describe, expect, it } from 'vitest'
import { numberKey, otherSpelling } from './other-spelling.ts'
import { readNumber, readNumberOfEither } from './read-number.ts'

describe('a phone number is read', () => {
  it.each([
    ['as we show it', '(202) 555-0171', 'US', '+12025550171'],
    ['with its country', '+1 202 555 0171', undefined, '+12025550171'],
    ['with dots', '202.555.0171', 'US', '+12025550171'],
    ['as a link', 'tel:+1-202-555-0171', 'US', '+12025550171'],
    ['as it is dialled in its country', '030 901820', 'DE', '+4930901820'],
    ['with a slash', '030/901820', 'DE', '+4930901820'],
    ['with the zero that is not dialled from abroad', '+49 (0)30 901820', 'US', '+4930901820'],
    ['with two zeros for the plus', '0049 30 901820', 'DE', '+4930901820'],
    ['with two zeros for the plus, where they are not dialled so', '0049 30 901820', 'US', '+4930901820'],
    ['with the marks that telephones copy along', '\u202A+1 (202) 555‑0171\u202C', 'US', '+12025550171'],
    ['in wide digits', '＋１２０２５５５０１７１', 'US', '+12025550171'],
    ['in Arabic digits', '+٤٩ ٣٠ ٩٠١٨٢٠', 'US', '+4930901820'],
  ] as const)('%s: %s', (_how, written, home, e164) =>
    expect(readNumber(written, home)).toEqual({ e164, extension: null }),
  )

  it.each([
    ['with Mexico’s old 1', '+52 1 55 1234 5678', '+525512345678'],
    ['with Mexico’s old 1, at home', '1 55 1234 5678', '+525512345678'],
    ['without Brazil’s ninth digit', '+55 11 8765-4321', '+5511987654321'],
    ['with Argentina’s 9', '+54 9 11 2345-6789', '+5491123456789'],
    ['with Argentina’s 15', '+54 11 15 2345-6789', '+5491123456789'],
    ['without Argentina’s 9, which may be a telephone of a house', '+54 11 2345-6789', '+541123456789'],
  ] as const)('in the spelling that exists today: %s', (_how, written, e164) =>
    expect(readNumber(written, 'MX')).toEqual({ e164, extension: null }),
  )

  it.each([
    ['+1 (202) 555-0165 ext. 12', '12'],
    ['+1 202 555 0165 x12', '12'],
    ['+1-202-555-0165;ext=12', '12'],
    ['+1 202 555 0165,,12', '12'],
    ['+1 202 555 0165 DW 12', '12'],
    ['+1 202 555 0165 poste 12', '12'],
  ])('with its extension beside it: %s', (written, extension) =>
    expect(readNumber(written, 'US')).toEqual({ e164: '+12025550165', extension }),
  )

  it.each(['', '12', '411', 'Ana', 'ana2025550171@example.com', '2025550171', '+', '0'.repeat(100)])(
    'and this is none: %s',
    (written) => expect(readNumber(written, undefined)).toBeNull(),
  )
})

describe('a number of one of two countries', () => {
  it.each([
    ['is read at home where it is valid there', '(202) 555-0171', '+12025550171'],
    ['is read in the other where it is not', '030 901820', '+4930901820'],
    ['is read in the other even where its length is that of a number at home', '0171 123 4567', '+491711234567'],
    ['keeps the country that is written', '+44 20 7946 0777', '+442079460777'],
    ['is read at home where it is valid nowhere', '0171 123456', '+10171123456'],
  ])('%s: %s', (_how, written, e164) =>
    expect(readNumberOfEither(written, { home: 'US', others: 'DE' })?.e164).toBe(e164),
  )

  it('is none where neither has it', () => expect(readNumberOfEither('12', { home: 'US', others: 'DE' })).toBeNull())
})

describe('two spellings of one number', () => {
  it.each([
    ['Argentina', '+5491123456789', '+541123456789'],
    ['Mexico', '+5215512345678', '+525512345678'],
    ['Brazil', '+5511987654321', '+551187654321'],
  ])('are the same telephone in %s', (_country, long, short) => {
    expect([otherSpelling(long), otherSpelling(short)]).toEqual([short, long])
    expect([numberKey(long), numberKey(short)]).toEqual([short, short])
  })

  it.each(['+12025550171', '+4930901820', '+551132345678', '+5411', 'sip:ana@example.com'])(
    'are not known of %s',
    (e164) => {
      expect([otherSpelling(e164), numberKey(e164)]).toEqual([null, e164])
    },
  )
})
