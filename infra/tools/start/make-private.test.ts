import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { makePrivate } from './make-private.ts'

it('closes what an earlier version left open to everybody, and leaves the database its folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ringdown-private-'))
  const mode = (name: string) => (statSync(join(folder, name)).mode & 0o777).toString(8)
  try {
    for (const name of ['logs', 'files', 'postgres']) mkdirSync(join(folder, name))
    for (const name of ['temporal.db', 'ground.json', 'logs/postgres.log']) writeFileSync(join(folder, name), '')
    for (const name of ['logs', 'files', 'postgres', 'temporal.db', 'ground.json']) chmodSync(join(folder, name), 0o755)
    makePrivate(folder)
    expect(['logs', 'files', 'temporal.db', 'ground.json', 'postgres'].map(mode)).toEqual([
      '700',
      '700',
      '600',
      '600',
      '755',
    ])
    expect(statSync(folder).mode & 0o066).toBe(0)
  } finally {
    rmSync(folder, { recursive: true })
  }
})
