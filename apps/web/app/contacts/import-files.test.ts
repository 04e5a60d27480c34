import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Country } from '#infra/telephone/countries.ts'
import { decodeFile } from './decode-file.server.ts'
import { guessColumns } from './guess-columns.ts'
import { readPeople } from './read-people.server.ts'
import { readTable } from './read-table.server.ts'

/** Files as written by the programs that people have. */
const sample = (name: string) => new Uint8Array(readFileSync(new URL(`testing/${name}`, import.meta.url)))

async function read(file: Uint8Array | string, home: Country = 'US') {
  const text = typeof file === 'string' ? file : (decodeFile(file, null)?.text ?? '')
  const { rows } = readTable(text)
  const { people, leftOut, remarks, foreign } = await readPeople(rows, guessColumns(rows), { home })
  const written = people.map(({ name, numbers }) => [
    name,
    ...numbers.map(({ e164, extension, label }) =>
      [e164, ...(extension === null ? [] : [`ext. ${extension}`]), ...(label === null ? [] : [label])].join(' '),
    ),
  ])
  return {
    people: written,
    leftOut: leftOut.map(({ row, why }) => `${row}: ${why}`),
    remarks: remarks.map(({ row, why }) => `${row}: ${why}`),
    foreign,
  }
}

describe('a file that was exported by', () => {
  it('Google today keeps both numbers with their labels, and no phonetic name', async () => {
    expect(await read(sample('google-new.csv'))).toMatchObject({
      people: [
        ['Rosa Vega', '+12025550160 Mobile', '+12025550161 Work'],
        ['Jörg Øster', '+4930901820'],
      ],
      leftOut: [],
    })
  })

  it('Google before 2024 is UTF-16 with several numbers in a cell, and its yomi is no part of a name', async () => {
    expect(await read(sample('google-old.csv'))).toMatchObject({
      people: [
        ['Rosa Vega', '+12025550160 Mobile', '+12025550161 Mobile'],
        ['Taro Yamada', '+81312345678 Home'],
      ],
      leftOut: [],
    })
  })

  it('Outlook has each with whatever number they have, and extensions beside the number', async () => {
    expect(await read(sample('outlook.csv'))).toMatchObject({
      people: [
        ['Home Only', '+12025550162 Home'],
        ['Business Only', '+12025550163 Business'],
        ['Mobile Two', '+12025550165 ext. 12 Business', '+12025550164 Mobile'],
      ],
      leftOut: [],
    })
  })

  it('HubSpot takes no record id for a number, and says who has none', async () => {
    expect(await read(sample('hubspot.csv'))).toMatchObject({
      people: [['Mina Okafor', '+12025550166']],
      leftOut: ['3: It has no phone number.'],
    })
  })

  it('Excel in German has semicolons and Windows letters, and numbers of the organisation’s country', async () => {
    const file = sample('german-semicolon-latin1.csv')
    expect(await read(file, 'DE')).toMatchObject({
      people: [['Jörg Müller', '+4930901820', '+491711234567 Mobil']],
      leftOut: [],
    })
    expect(await read(file, 'US')).toMatchObject({ people: [], foreign: ['030 901820', '0171 1234567'] })
  })

  it('Excel has no country for words and for numbers that it has rounded: those are named as what they are', async () => {
    const file = 'Name;Telefon\nJo;kein Telefon da\nUte;4,91512E+11\nMax;030 901820\nIda;99\n'
    expect(await read(file, 'US')).toMatchObject({
      foreign: ['030 901820'],
      leftOut: [
        '2: “kein Telefon da” is not a phone number.',
        '3: A spreadsheet shortened the number to “4,91512E+11”, and its digits are lost. Format the column as text, and export the file again.',
        '4: “030 901820” is not a phone number.',
        '5: “99” is not a phone number.',
      ],
    })
  })

  it.each([
    [
      'Spanish',
      'Nombre,Apellidos,Teléfono móvil,Teléfono del trabajo,Correo electrónico\nRosa,Vega,612 34 56 78,912 34 56 78,rosa@example.com\n',
      'ES',
      ['Rosa Vega', '+34612345678 móvil', '+34912345678 del trabajo'],
    ],
    [
      'French',
      'Nom;Prénom;Société;Tél. portable\nDupont;Amélie;Tuiles;06 12 34 56 78\n',
      'FR',
      ['Amélie Dupont', '+33612345678 portable'],
    ],
    [
      'German, with a whole name',
      'Name\tTelefon privat\tFirma\nÅse Søby\t030/901820\tTiles\n',
      'DE',
      ['Åse Søby', '+4930901820 privat'],
    ],
    ['Italian', 'Nome,Cognome,Cellulare\nLuca,Rossi,312 345 6789\n', 'IT', ['Luca Rossi', '+393123456789 Cellulare']],
    [
      'English, with one column for all numbers',
      'Full Name|Numbers\nFay Fox|(202) 555-0160; 202.555.0161\n',
      'US',
      ['Fay Fox', '+12025550160', '+12025550161'],
    ],
    ['Russian', 'Имя;Фамилия;Телефон\nОльга;Иванова;8 (912) 345-67-89\n', 'RU', ['Ольга Иванова', '+79123456789']],
    ['Japanese', '氏名,電話番号\n山田太郎,03-1234-5678\n', 'JP', ['山田太郎', '+81312345678']],
    [
      'names of fields',
      'firstName,lastName,phoneNumber,customer_id\nGil,Hart,2025550160,4155550199\n',
      'US',
      ['Gil Hart', '+12025550160'],
    ],
    [
      'nothing, as its file has no header',
      'Müller;Jörg;030 901820;12345,67;52.520008 13.404954\nBaum;Ute;030 901821;1,50;52.520008 13.404954\n',
      'DE',
      ['Müller Jörg', '+4930901820'],
      ['Baum Ute', '+4930901821'],
    ],
    [
      'words that nobody here knows',
      'Ainm,Fón póca\nRosa Vega,+1 202 555 0160\n',
      'US',
      ['Rosa Vega', '+12025550160 Fón póca'],
    ],
  ] as const)('a program that speaks %s', async (_language, text, home, ...people) => {
    expect(await read(text, home)).toMatchObject({ people, leftOut: [] })
  })
})

describe('columns', () => {
  it('are told by what stands in them where no header says it', async () => {
    expect(await read('17,Hal Hope,1984-02-03,+1 202 555 0190\n18,Ida Ito,1990-05-06,(202) 555-0191\n')).toMatchObject({
      people: [
        ['Hal Hope', '+12025550190'],
        ['Ida Ito', '+12025550191'],
      ],
    })
    expect(await read('Finn Fisher,2025550174\n')).toMatchObject({ people: [['Finn Fisher', '+12025550174']] })
  })

  it('are not taken for numbers by their header alone, nor by their contents alone', async () => {
    const text =
      'Name,Number,Zip,Account number,Phone\nGil,1,20001-1234,202555019900,(202) 555-0160\nHal,2,20001-1235,202555019901,(202) 555-0161\n'
    expect((await read(text)).people).toEqual([
      ['Gil', '+12025550160'],
      ['Hal', '+12025550161'],
    ])
  })

  it('stand below a title that the program wrote above them', async () => {
    expect(await read('Contacts of Harbour Bikes,,\n,,\nName,Phone,Notes\nGil,+12025550160,none\n')).toMatchObject({
      people: [['Gil', '+12025550160']],
      leftOut: [],
    })
  })

  it('give a company’s name, a nickname or an address to whoever has no other', async () => {
    const text =
      'First name,Last name,Company,Nickname,E-mail,Phone\n,,Tiles & Co,,,+12025550160\n,,,Bo,,+12025550161\n,,,,cy@example.com,+12025550162\n,,,,,+12025550163\n'
    expect(await read(text)).toMatchObject({
      people: [
        ['Tiles & Co', '+12025550160'],
        ['Bo', '+12025550161'],
        ['cy@example.com', '+12025550162'],
      ],
      leftOut: ['5: It has no name.'],
    })
  })

  it('of extensions belong to the number before them', async () => {
    expect((await read('Name,Work Phone,Ext,Mobile\nGil,(202) 555-0160,12,(202) 555-0161\n')).people).toEqual([
      ['Gil', '+12025550160 ext. 12 Work', '+12025550161 Mobile'],
    ])
  })
})

describe('rows', () => {
  it('are counted as a spreadsheet counts them, with empty ones and line breaks in cells', async () => {
    const text = 'Name,Phone,Notes\n\nAna,+12025550160,"first line\nsecond, ""quoted"""\n,,\nBen,12,\n'
    expect(await read(text)).toMatchObject({
      people: [['Ana', '+12025550160']],
      leftOut: ['5: “12” is not a phone number.'],
    })
  })

  it('that say that there is no number have none', async () => {
    expect(await read('Name,Phone,Mobile\nGil,N/A,(202) 555-0160\nHal,-,none\nIda,(202) 555-0161,?\n')).toMatchObject({
      people: [
        ['Gil', '+12025550160 Mobile'],
        ['Ida', '+12025550161'],
      ],
      leftOut: ['3: It has no phone number.'],
      remarks: [],
    })
  })

  it('keep the good numbers and say which were left out', async () => {
    expect(await read('Name,Phone,Mobile\nAna,12,(202) 555-0160\n')).toMatchObject({
      people: [['Ana', '+12025550160 Mobile']],
      remarks: ['2: “12” is not a phone number.'],
    })
  })

  it('with a number that a spreadsheet has destroyed say so', async () => {
    expect((await read('Name,Phone\nAna,1.20256E+10\nBen,+12025550161\n')).leftOut[0]).toMatch(
      /^2: A spreadsheet shortened the number to “1\.20256E\+10”/,
    )
  })

  it('never bring a replacement character into the address book', async () => {
    expect((await read('Name,Phone\nJ\uFFFDrg,+12025550160\n')).leftOut).toEqual([
      '2: A letter of the name was lost when the file was saved (�). Correct the name, or export the file again.',
    ])
  })

  it('say in their first line what parts their cells, where Excel wrote it', async () => {
    expect(await read('sep=;\r\nName;Phone\r\nVega, Rosa;+12025550160\r\nGil;12\r\n')).toMatchObject({
      people: [['Vega, Rosa', '+12025550160']],
      leftOut: ['4: “12” is not a phone number.'],
    })
  })

  it('have composed letters and single spaces in their names', async () => {
    expect((await read('Name,Phone\nJo\u0308rg  Mu\u0308ller,+12025550160\n')).people).toEqual([
      ['Jörg Müller'.normalize('NFC'), '+12025550160'],
    ])
  })
})

describe('a long file', () => {
  it('lets others have their turn while it is read', async () => {
    let turns = 0
    let waiting = setImmediate(function turn() {
      turns += 1
      waiting = setImmediate(turn)
    })
    const { people } = await read(`Name,Number\n${'Finn Fisher,+12025550174\n'.repeat(20_000)}`)
    clearImmediate(waiting)
    expect(people).toHaveLength(20_000)
    expect(turns).toBeGreaterThanOrEqual(79)
  })

  it('is not read beyond what is taken', () => {
    expect([
      readTable('Finn,+12025550174\n'.repeat(50_000)).isTooLong,
      readTable('Finn,+12025550174\n'.repeat(50_002)).isTooLong,
    ]).toEqual([false, true])
  })

  it.each([
    ['quotes', '"'],
    ['quotes that close nothing', '"a"b,'],
    ['escaped quotes', '"a""b",'],
    ['empty lines', '\n'],
    ['cells', ','],
    ['columns of names beside rows', 'first name,'],
    ['digits', '0 '],
    ['separators of numbers', ' ::: '],
  ])('of nothing but this takes time that grows with its length and no faster: %s', async (_what, unit) => {
    const timeOf = async (size: number) => {
      const text = `phone,${unit.repeat(size / unit.length)}\n${'a\n'.repeat(size / 4)}`
      const began = performance.now()
      await read(text)
      return performance.now() - began
    }
    await timeOf(100_000)
    const [small, large] = [await timeOf(500_000), await timeOf(4_000_000)]
    expect(large).toBeLessThan(Math.max(small * 8, 2000) * 3)
  })
})
