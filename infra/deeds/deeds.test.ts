import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { deedKinds, type DeedKind } from '../db/deeds/kinds.ts'
import { projectRoot } from '../env.ts'
import type { Permission } from './permissions.ts'

// That each has a permission, an input and kinds of record its type demands; that each writes one is seen by
// `apps/web/app/deeds.test.ts`, which does them all.

interface Found {
  (context: object, input: object): Promise<unknown>
  readonly permission: Permission | (() => Permission)
  readonly records: readonly DeedKind[]
  readonly unrecordedAs?: string
  readonly input: z.ZodObject
}

const sources = globSync('infra/deeds/*/*.ts', { cwd: projectRoot }).filter((file) => !file.endsWith('.test.ts'))
const all = new Map<string, Found>()
/** What people do to their own login: nobody else may, so that there is nobody to refuse it to. */
const own = new Map<string, Pick<Found, 'records' | 'input'>>()
for (const file of sources) {
  const module = (await import(join(projectRoot, file))) as Readonly<Record<string, unknown>> // whatever it exports
  for (const [name, value] of Object.entries(module)) {
    if (isDeed(value)) all.set(`${file} ${name}`, value)
    else if (isOwn(value)) own.set(`${file} ${name}`, value)
  }
}

describe('every deed', () => {
  it('has a file of its own, which is called as it is', () => {
    expect(all.size).toBeGreaterThan(5)
    for (const name of [...all.keys(), ...own.keys()]) {
      const [file = '', deed] = name.split(' ')
      expect(basename(file, '.ts').replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())).toBe(deed)
    }
  })

  it.each([...all])('is refused to whoever may not: %s', async (_name, found) => {
    const em = { execute: () => Promise.resolve([]) } // nothing is read but what the permission depends on
    const db = { withOrganisation: (_organisation: string, work: (em: unknown) => unknown) => work(em) }
    const nobody = { member: 'nobody', role: 'nobody', numbers: new Map() }
    expect(await found({ db, organisation: 'one', who: nobody }, {})).toMatchObject({
      ok: false,
      problem: { code: 'not-allowed' },
    })
  })
})

it('every deed is on record, but for those that say why they are not', () => {
  const without = [...all].filter(([, { records }]) => records.length === 0)
  expect(without.map(([name]) => name.split(' ').at(-1) ?? '').toSorted()).toEqual([
    'confirmNumber',
    'markConversation',
    'notePresence',
    'visitFlow',
  ])
  for (const [name, { unrecordedAs }] of all)
    expect([name, unrecordedAs !== undefined]).toEqual([name, without.some(([other]) => other === name)])
})

describe('what people do to their own login', () => {
  const changes = Object.keys(deedKinds).filter((kind) => kind.startsWith('sign-in.') && !(kind in NOT_OF_LOGINS))

  it('is a deed for each kind that changes one', () => {
    const records = [...own.values()].flatMap((found) => found.records)
    expect([...new Set(records)].toSorted()).toEqual(changes.toSorted())
  })
})

describe('a name', () => {
  const named = [...all, ...own].filter(([name, { input }]) => 'name' in input.shape && !name.includes('releaseNumber')) // there it is only repeated

  it('is given to all that people tell apart by it', () => {
    expect(named.map(([name]) => name.split(' ').at(-1) ?? '').toSorted()).toEqual([
      'addContact',
      'addMember',
      'addNumber',
      'addTag',
      'changeOwnName',
      'changeSchedule',
      'changeTag',
      'inviteMember',
      'makeSchedule',
      'renameContact',
      'renameFlow',
      'renameOrganisation',
      'saveNumberSettings',
    ])
  })

  it.each(named)('of nothing that is seen is refused: %s', (_name, { input }) => {
    const problems = (name: string) => input.safeParse({ name }).error?.issues.filter(({ path }) => path[0] === 'name')
    expect(problems(' Ana ') ?? []).toEqual([])
    for (const name of ['', ' ', '\u200b', '\u2800', '\u200f\u202e', '\u3164'])
      expect([name, problems(name)]).toEqual([
        name,
        [expect.objectContaining({ message: expect.stringMatching(/name/) })],
      ])
  })
})

describe('pages', () => {
  const files = (pattern: string) =>
    globSync(pattern, { cwd: projectRoot })
      .filter((file) => !file.endsWith('.test.ts'))
      .map((file) => ({ file, text: readFileSync(join(projectRoot, file), 'utf8') }))

  it('put nothing on record beside their deeds', () => {
    const beside = files('apps/web/**/*.{ts,tsx}').filter(({ text }) => text.includes('recordDeed(em'))
    expect(beside.map(({ file }) => file).toSorted()).toEqual(Object.keys(ELSEWHERE).toSorted())
  })

  it('change nothing beside their deeds but when somebody was seen', () => {
    const changing =
      /\bem\.(create|assign|persist|remove|insert|upsert|native\w+)\b|\bdb\.(write|transact)\b|\brow\??\.(wasSeen\(|\w+ = )/
    const beside = files('apps/web/app/**/*.{ts,tsx}').filter(({ text }) => changing.test(text))
    expect(beside.map(({ file }) => file)).toEqual(['apps/web/app/identity/note-seen.server.ts'])
  })
})

/** What is recorded by itself, and why. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'apps/web/app/access/record-sign-in.server.ts':
    'signing in comes before any role and must not fail for want of a record; what fails is done by nobody',
  'apps/web/new-organisation.ts': 'there is nobody yet who may',
}

/** Kinds about a login that nobody changes by them. */
const NOT_OF_LOGINS: Readonly<Partial<Record<DeedKind, string>>> = {
  'sign-in.done': 'comes before any role',
  'sign-in.signed-out': 'ends what it is done with',
  'sign-in.failed': 'done by nobody',
  'sign-in.reset-asked': 'anybody may ask, who knows the address',
  'sign-in.own-password-wrong': 'tried in vain',
  'sign-in.own-code-wrong': 'tried in vain',
  'sign-in.own-held-up': 'tried in vain',
}

function isOwn(value: unknown): value is Pick<Found, 'records' | 'input'> {
  return typeof value === 'function' && !('permission' in value) && 'records' in value
}

function isDeed(value: unknown): value is Found {
  return typeof value === 'function' && 'permission' in value && 'records' in value
}
