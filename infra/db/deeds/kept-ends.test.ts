import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readEnds, recordInWords } from './every-organisation.ts'
import { keptEnds } from './kept-ends.ts'

const organisation = '11111111-1111-4111-8111-111111111111'
const head = { place: 7, hash: 'ab'.repeat(32) }
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kept-'))
})
afterAll(() => rm(folder, { recursive: true }))

it.each([
  ['the lines that the check prints', `✓ Harbour Bikes: ${organisation}:7:${head.hash}\n`],
  [
    'a record that was exported as JSON',
    JSON.stringify(
      { format: 1, organisation: { id: organisation, name: 'Harbour' }, end: { organisation, ...head }, deeds: [{}] },
      null,
      2,
    ),
  ],
  [
    'one of an earlier version, whose end names no organisation',
    JSON.stringify({ format: 1, organisation: { id: organisation, name: 'Harbour' }, end: head, deeds: [] }),
  ],
  ['the end of one alone', `\uFEFF${JSON.stringify({ organisation, ...head }, null, 2)}\n`],
])('takes %s', async (_what, text) => {
  expect([...(await keptEnds(await fileWith(text)))]).toEqual([[organisation, head]])
})

it.each([
  [
    'nothing of ours',
    'My shopping list',
    /names no end of a record\. Keep what this command prints, or a record exported as JSON/,
  ],
  ['other JSON', '{"place": 7}', /neither a record exported under Audit nor the "end" of one/],
  ['an end that names no organisation', JSON.stringify(head), /nor the "end" of one, with its organisation/],
  ['a record in which nothing stood yet', JSON.stringify({ organisation: { id: organisation }, end: null }), /neither/],
  ['half a download', `{"organisation": {"id": "${organisation}"`, /downloaded to its end/],
])('refuses %s, and says what it takes', async (_what, text, why) => {
  await expect(keptEnds(await fileWith(text))).rejects.toThrow(why)
})

it('says of a file that is not there that it is not', async () => {
  await expect(keptEnds('/nope')).rejects.toThrow(/^\/nope cannot be read: there is no such file\.$/)
})

it('says of a folder that it is none of ours', async () => {
  await expect(keptEnds(folder)).rejects.toThrow(/cannot be read: it is a folder\.$/)
})

it('a check says where a record ends, in a way that can be kept, and that it goes through the end that was', () => {
  const found = { ok: true, head: { place: 9, hash: 'cd'.repeat(32) } } as const
  const said = recordInWords({ organisation: { id: organisation, name: 'Harbour Bikes' }, found, kept: head })
  expect(said).toContain('through the end that was kept elsewhere, number 7')
  expect([...readEnds(said)]).toEqual([[organisation, found.head]])
})

it('the check says how it is asked, without a database', () => {
  const said = execFileSync(process.execPath, [join(import.meta.dirname, 'main.ts'), '--help'], {
    encoding: 'utf8',
    env: { PATH: '' },
  })
  expect(said).toMatch(/^npm run check-deeds .*--kept FILE/s)
})

async function fileWith(text: string): Promise<string> {
  const path = join(folder, 'kept')
  await writeFile(path, text)
  return path
}
