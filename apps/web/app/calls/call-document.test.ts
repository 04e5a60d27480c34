import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { KeptEvent } from '#infra/db/call/events-of.ts'
import type { CallRecord } from '#infra/db/call/read-call.ts'
import { callDocument } from './call-document.server.ts'

const at = Date.UTC(2026, 10, 27, 12)
const record: CallRecord = {
  organisation: 'o',
  call: 'call-1',
  number: { id: 'n', e164: '+12025550120', name: 'Quick' },
  flow: 'f',
  version: 1,
  caller: { e164: '+12025550199', name: 'Zoë “Zed” 🚲\u2028O’Brien' },
  driver: 'workflow',
  arrivedAt: at,
  state: 'ended',
  outcome: 'abandoned',
  answeredAt: null,
  endedAt: at + 3000,
  seconds: 3,
  legs: [],
  recordings: [],
  history: null,
}
const events: readonly KeptEvent[] = [
  {
    id: 1,
    key: 'a',
    at,
    node: null,
    what: { kind: 'arrived', caller: 'Zoë 🚲', number: 'Quick', flow: 'Shop', version: 1 },
  },
  { id: 2, key: 'b', at: at + 3000, node: null, what: { kind: 'caller-gone' } },
]
const history = { events: [{ eventId: '1', eventTime: '2026-11-27T12:00:00.000000001Z', version: '0' }] }
const PARTS = ['call', 'outcome', 'story', 'events', 'engine']

const read = (text: string) =>
  z.looseObject({ sha256: z.record(z.string(), z.string()), howToCheck: z.array(z.string()) }).parse(JSON.parse(text))
const exported = (engine: string | null) => callDocument({ record, events, engine, at: new Date(at) })

describe.each([
  ['as it is exported', JSON.stringify(history)],
  ['as earlier releases exported it', JSON.stringify(JSON.stringify(history, null, 2))],
])('the file of a call, with the engine’s history %s', (_how, engine) => {
  const text = exported(engine)
  const file = read(text)

  it('has the history as an object', () => {
    expect(file['engine']).toEqual(history)
  })

  it('is checked by its recipe for JavaScript', () => {
    expect(file.sha256).toEqual(
      Object.fromEntries(
        PARTS.map((part) => [part, createHash('sha256').update(JSON.stringify(file[part])).digest('hex')]),
      ),
    )
  })

  it.skipIf(!hasJq())('is checked by its recipe for jq', () => {
    const recipe = file.howToCheck.flatMap((line) => /^With jq: (.+)$/.exec(line)?.[1] ?? [])
    const folder = mkdtempSync(join(tmpdir(), 'ringdown-call-'))
    writeFileSync(join(folder, 'FILE'), text)
    const shown = PARTS.map((part) => {
      const command = (recipe[0] ?? '').replace('.events', `.${part}`)
      return [part, execFileSync('sh', ['-c', command], { cwd: folder, encoding: 'utf8' }).split(' ')[0]]
    })
    rmSync(folder, { recursive: true })
    expect(Object.fromEntries(shown)).toEqual(file.sha256)
  })
})

it('a call whose history is not exported yet has none, and its hash fits as well', () => {
  const file = read(exported(null))
  expect(file['engine']).toBeNull()
  expect(file.sha256['engine']).toBe(createHash('sha256').update('null').digest('hex'))
})

function hasJq(): boolean {
  try {
    execFileSync('sh', ['-c', 'command -v jq'])
    return true
  } catch {
    return false
  }
}
