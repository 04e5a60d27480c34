import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { projectRoot } from '../../env.ts'

it('what a hand-written statement answers is parsed, and believed only on the way of a call', () => {
  const files = globSync('{apps,activities,workflows,infra}/**/*.{ts,tsx}', { cwd: projectRoot }).filter(isOurs)
  expect(files.length).toBeGreaterThan(500)
  const believed = files.filter((file) => {
    const text = readFileSync(join(projectRoot, file), 'utf8')
    return CLAIMED.test(text) || USED.test(text)
  })
  expect(believed.toSorted()).toEqual(BELIEVED.toSorted())
})

it.each([
  'const rows = await em.execute<Row[]>(sql)',
  'return db.read<Row>(organisation, sql, values)',
  'return em.execute(sql, [member])',
  'const [row] = await em.execute(sql)',
  '(em) => em.execute(sql)',
  'const { rows } = await client.query(sql)',
  'await client.query<Head>(sql)',
])('this is believed: %s', (text) => expect(CLAIMED.test(text) || USED.test(text)).toBe(true))

it.each([
  'const rows = await rowsAs(row, em.execute(sql))',
  'const answer = em.execute(\n    sql)',
  '  await em.execute(sql)',
  'if (isDue) await em.execute(sql)',
  'await client.query(sql)',
])('this is not: %s', (text) => expect(CLAIMED.test(text) || USED.test(text)).toBe(false))

/** Tests say what they expect, and migrations are never rewritten. */
function isOurs(file: string): boolean {
  return !/\.test\.tsx?$|\/testing\/|^infra\/db\/migrations\//.test(file)
}

/** Rows of a type that somebody names: `rowsAs` takes a schema instead. A `Record<string, unknown>` claims nothing. */
const CLAIMED = /\.(execute|read|write|ask|transact|query)<(?!Record<string, unknown>>)/
/** The mapper and the driver give rows without a type, which whoever uses them believes. `const answer = …` goes to `rowsAs`. */
const USED =
  /(?:return|=>|[=?:]|(?<!rowsAs)\()\s+(?:await )?\(?(?<!const answer = )\w+(?:\.fork\(\))?\.execute\(|rows \} = await \w+\.query\(|\.query\(.*\)\)\.rows/

/**
 * Each of these asks while somebody hears nothing, for a few columns that tests of its own read again and again; arrivals, events and
 * what is folded from them are checked by whoever reads them.
 */
const BELIEVED = [
  'infra/db/orm.ts',
  ...[
    'append-events',
    'arrivals-to-sweep',
    'caller-left',
    'driver',
    'events-of',
    'freeze-arrival',
    'order-close',
    'order-dial',
    'order-move',
    'read-arrival',
    'rebuild-call',
    'talking-addresses',
  ].map((file) => `infra/db/call/${file}.ts`),
]
