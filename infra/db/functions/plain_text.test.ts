import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { temporaryDatabase, type TemporaryDatabase } from '../testing/temporary-database.ts'

let server: TemporaryDatabase
let client: pg.Client

beforeAll(async () => {
  server = await temporaryDatabase()
  client = new pg.Client(server.appUrl)
  await client.connect()
}, 60_000)

afterAll(async () => {
  await client.end()
  await server.remove()
})

const plain = async (written: string | null) =>
  (await client.query<{ plain: string | null }>('select plain_text($1) as plain', [written])).rows[0]?.plain

it.each([
  ['case', 'ANA Ruiz', 'ana ruiz'],
  ['accents', 'Jörg Øster', 'jorg oster'],
  ['decomposed accents', 'Jo\u0308rg', 'jorg'],
  ['a name in another script', 'Ёлкин Йозеф', 'елкин иозеф'],
  ['Greek capitals and the last sigma', 'ΟΔΥΣΣΕΎΣ', 'οδυσσευσ'],
  ['Turkish letters', 'IŞIK İnci ışık', 'isik inci isik'],
  ['letters with a stroke', 'Łódź Đorđe', 'lodz dorde'],
  ['two letters in one', 'Weiß Æbeltoft Þór œuvre', 'weiss aebeltoft thor oeuvre'],
  ['quotes and dashes as word processors write them', 'O’Brien–Lee', "o'brien-lee"],
  ['wide letters', 'ＡＢＣ １２', 'abc 12'],
  ['hard spaces and what nobody sees', 'An\u00ADa\u00A0Lee\u200B', 'ana lee'],
  ['vowel points', 'شَادِي', 'شادي'],
  ['syllables, whole', '박지성'.normalize('NFD'), '박지성'],
])('%s makes no difference: %s is %s', async (_what, written, expected) => {
  expect(await plain(written)).toBe(expected)
  expect(await plain(expected)).toBe(expected)
})

it('keeps marks that are letters of their own', async () => {
  expect(await plain('が')).not.toBe(await plain('か'))
  expect(await plain('कि')).not.toBe(await plain('का'))
})

it('is nothing for nothing', async () => {
  expect([await plain(null), await plain('')]).toEqual([null, ''])
})

it('can be indexed', async () => {
  const owner = new pg.Client(server.ownerUrl)
  await owner.connect()
  await expect(owner.query('create index on contact (plain_text(name) text_pattern_ops)')).resolves.toBeDefined()
  await owner.end()
})
