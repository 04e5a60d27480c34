import { access, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Plan } from '#flows/language/plan.ts'
import type { LiveNumber } from '#infra/db/number/live-numbers.ts'
import { LiveNumbers } from './live-numbers.ts'

let folder = ''
let numbers: LiveNumbers
/** What the database says, and how often it was asked. */
let rows: readonly LiveNumber[] | Error = []
let reads = 0

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ringdown-numbers-'))
  rows = [line('Ana', 'Gone')]
  reads = 0
  numbers = open()
})
afterEach(async () => {
  await numbers.close()
  await rm(folder, { recursive: true, force: true })
})

test('whoever was taken away while the database could not be read is rung no more, as soon as it can be', async () => {
  await numbers.begin()
  expect(who()).toEqual(['Ana', 'Gone'])
  rows = new Error('the database is slow')
  numbers.changed()
  await expect.poll(() => reads, { timeout: 3000 }).toBeGreaterThan(2)
  expect(who()).toEqual(['Ana', 'Gone'])
  rows = [line('Ana')]
  await expect.poll(who, { timeout: 3000 }).toEqual(['Ana'])
})

test('what came from the disk at a start is read anew, without any news', async () => {
  await numbers.begin()
  await expect
    .poll(() =>
      access(copy()).then(
        () => true,
        () => false,
      ),
    )
    .toBe(true)
  await numbers.close()
  rows = new Error('the database is away')
  numbers = open()
  await numbers.begin()
  expect(who()).toEqual(['Ana', 'Gone'])
  rows = [line('Ana')]
  await expect.poll(who, { timeout: 3000 }).toEqual(['Ana'])
})

test('a disk that takes no copy keeps nobody from being read', async () => {
  await writeFile(join(folder, 'web'), 'a file where a folder should be')
  numbers = open('web/numbers.json')
  await numbers.begin()
  expect(who()).toEqual(['Ana', 'Gone'])
  rows = [line('Ana')]
  numbers.changed()
  await expect.poll(who, { timeout: 3000 }).toEqual(['Ana'])
})

test('changes that come while the numbers are read are read as well', async () => {
  await numbers.begin()
  await expect.poll(() => reads).toBe(2)
  numbers.changed()
  rows = [line('Ana')]
  numbers.changed()
  await expect.poll(who).toEqual(['Ana'])
})

test('nobody asks any more once they are closed', async () => {
  rows = new Error('the database is away')
  await numbers.begin()
  await numbers.close()
  const asked = reads
  numbers.changed()
  await numbers.close() // whatever was begun is over
  expect(reads).toBe(asked)
})

function open(file = 'numbers.json'): LiveNumbers {
  const read = async () => {
    reads += 1
    if (rows instanceof Error) throw rows
    return rows
  }
  return new LiveNumbers(read, join(folder, file), pino({ enabled: false }))
}

const copy = (): string => join(folder, 'numbers.json')
const who = (): readonly string[] | undefined => numbers.get('sales')?.roster.map(({ name }) => name)

function line(...names: readonly string[]): LiveNumber {
  const plan: Plan = { format: 1, hash: 'of-a-plan', start: 'in', steps: {} }
  return {
    organisation: 'o1',
    number: 'sales',
    e164: '+12025550101',
    name: 'Sales',
    flow: 'f1',
    version: 1,
    plan,
    roster: names.map((name) => ({ member: name, name, address: null, barred: null })),
    routing: [],
  }
}
