import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import type pg from 'pg'
import { z } from 'zod'
import { rowsAs } from './rows-as.ts'

/** A function of the database, by the file in `functions/` that has its name. */
export interface SqlFunction {
  /** With its schema unless that is `public`; no other function has it. */
  readonly name: string
  /** Statements that may be run again and again: the function, and who may call it. */
  readonly text: string
  readonly sha256: string
}

/** All functions, each after those that it calls. @throws Error when some call each other in a circle. */
export function sqlFunctions(): readonly SqlFunction[] {
  const folder = new URL('functions/', import.meta.url)
  const all = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .toSorted()
    .map((file) => {
      const text = readFileSync(new URL(file, folder), 'utf8')
      return { name: file.slice(0, -'.sql'.length), text, sha256: createHash('sha256').update(text).digest('hex') }
    })
  return inOrder(all)
}

/**
 * Brings the database's functions up to date; to be run after the migrations, as the tables' owner, by one at a time. A file
 * whose text has changed since it was applied, here or in any release, is applied again: the function's comment tells.
 * @returns the names of those that were applied now.
 */
export async function applyFunctions(owner: pg.Client): Promise<readonly string[]> {
  const rows = await rowsAs(z.object({ name: z.string(), kept: z.string().nullable() }), owner.query(APPLIED))
  const applied = new Map(rows.map(({ name, kept }) => [name, kept]))
  const due = sqlFunctions().filter(({ name, sha256 }) => applied.get(name) !== sha256)
  if (due.length === 0) return []
  await owner.query('begin')
  try {
    for (const { name, text, sha256 } of due) {
      await owner.query(text)
      const [found] = await rowsAs(z.object({ signature: z.string() }), owner.query(SIGNATURE, [name]))
      if (!found) throw new Error(`infra/db/functions/${name}.sql makes no function of its name.`)
      await owner.query(`comment on function ${found.signature} is '${sha256}'`)
    }
    await owner.query('commit')
  } catch (error) {
    await owner.query('rollback')
    throw error
  }
  return due.map(({ name }) => name)
}

const NAME = `case n.nspname when 'public' then p.proname else n.nspname || '.' || p.proname end`
const OURS = `pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname in ('public', 'identity')`
const APPLIED = `select ${NAME} as name, obj_description(p.oid, 'pg_proc') as kept from ${OURS}`
const SIGNATURE = `select p.oid::regprocedure::text as signature from ${OURS} and ${NAME} = $1`

function inOrder(all: readonly SqlFunction[]): readonly SqlFunction[] {
  const placed: SqlFunction[] = []
  const begun = new Set<string>()
  const place = (one: SqlFunction): void => {
    if (placed.includes(one)) return
    if (begun.has(one.name)) throw new Error(`The function ${one.name} is called by one that it calls.`)
    begun.add(one.name)
    for (const other of all) if (other !== one && calls(one, other.name)) place(other)
    placed.push(one)
  }
  all.forEach(place)
  return placed
}

function calls({ text }: SqlFunction, name: string): boolean {
  return new RegExp(`(?<![\\w.])${name.replace('.', '\\.')}\\(`).test(text)
}
