import { describe, expect, it } from 'vitest'
import { decodeFile, readings } from './decode-file.server.ts'

const TEXT = 'Name,Phone\nJörg Müller,+4930901820\nTaro 山田,+81312345678\n'
const WESTERN = 'Name;Telefon\nJörg Müller;030 901820\nO’Brien – “Œuvre” €;1\n'
const utf16 = (text: string, { isBig = false, mark = true } = {}) => {
  const bytes = Buffer.from(mark ? `\uFEFF${text}` : text, 'utf16le')
  return new Uint8Array(isBig ? bytes.swap16() : bytes)
}
const windows1252 = (text: string) =>
  Uint8Array.from(
    [...text].map(
      (letter) => ({ '’': 0x92, '–': 0x96, '“': 0x93, '”': 0x94, Œ: 0x8c, '€': 0x80 })[letter] ?? letter.charCodeAt(0),
    ),
  )
/** "Ольга Иванова" */
const CYRILLIC = Uint8Array.from([
  ...Buffer.from('Name,Phone\n'),
  0xce,
  0xeb,
  0xfc,
  0xe3,
  0xe0,
  0x20,
  0xc8,
  0xe2,
  0xe0,
  0xed,
  0xee,
  0xe2,
  0xe0,
  ...Buffer.from(',+12025550160\n'),
])
/** "Jörg Müller" as a Mac writes it */
const MAC = Uint8Array.from([
  ...Buffer.from('Name,Phone\nJ'),
  0x9a,
  ...Buffer.from('rg M'),
  0x9f,
  ...Buffer.from('ller,+12025550160\n'),
])

describe('a file is read', () => {
  it.each([
    ['as UTF-8', new Uint8Array(Buffer.from(TEXT)), 'utf-8'],
    ['as UTF-8 with its mark', new Uint8Array(Buffer.from(`\uFEFF${TEXT}`)), 'utf-8'],
    ['as UTF-16', utf16(TEXT), 'utf-16le'],
    ['as UTF-16 the other way round', utf16(TEXT, { isBig: true }), 'utf-16be'],
    ['as UTF-16 without its mark', utf16(TEXT, { mark: false }), 'utf-16le'],
    ['as UTF-16 the other way round without its mark', utf16(TEXT, { isBig: true, mark: false }), 'utf-16be'],
  ])('%s, for sure', (_how, bytes, encoding) =>
    expect(decodeFile(bytes, null)).toEqual({ encoding, text: TEXT, isSure: true }),
  )

  it('as Windows writes it in western Europe, quotes and the euro included', () => {
    expect(decodeFile(windows1252(WESTERN), null)).toEqual({ encoding: 'windows-1252', text: WESTERN, isSure: true })
  })

  it.each([
    ['Cyrillic letters', CYRILLIC],
    ['letters of a Mac', MAC],
  ])('with a question where nobody but a reader can tell: %s', (_what, bytes) =>
    expect(decodeFile(bytes, null)?.isSure).toBe(false),
  )

  it('as somebody chooses', () => {
    expect(decodeFile(CYRILLIC, 'windows-1251')?.text).toContain('Ольга Иванова')
    expect(decodeFile(MAC, 'macintosh')?.text).toContain('Jörg Müller')
  })

  it('never with a replacement character', () => {
    for (const { encoding } of readings(CYRILLIC))
      expect([encoding, decodeFile(CYRILLIC, encoding)?.text.includes('\uFFFD')]).toEqual([encoding, false])
    expect(decodeFile(MAC, 'utf-8')).toBeNull()
  })
})

it('the choices show the words that tell which is right', () => {
  expect(readings(CYRILLIC).find(({ encoding }) => encoding === 'windows-1251')?.words).toEqual(['Ольга', 'Иванова'])
})
