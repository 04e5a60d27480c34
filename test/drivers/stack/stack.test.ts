import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { scenarios } from '#test/scenarios/all.ts'
import { play } from '../play.ts'
import { StackGround } from './stack-ground.ts'
import { StackStage } from './stack-stage.ts'

/** Real calls mostly wait, so two are played at once, each on a product of its own: no more tests run at once than there are (`maxConcurrency`). */
const free: StackGround[] = []
beforeAll(async () => {
  for (let started = 0; started < 2; started += 1) free.push(await StackGround.start())
}, 240_000)
afterAll(async () => {
  for (const ground of free) await ground.stop()
})

describe.concurrent('with every process', () => {
  for (const scenario of scenarios) {
    if (!scenario.drivers.includes('stack')) continue
    test(scenario.title, async () => {
      const ground = free.pop()
      if (ground === undefined)
        throw new Error(
          'more scenarios are played at once than there are products: set maxConcurrency of the project stack',
        )
      try {
        await play(scenario, await StackStage.set(ground, scenario))
      } finally {
        free.push(ground)
      }
    })
  }
})

test('What calls leave in the data folder, recordings, logs and databases, is for our user alone', async () => {
  const [ground] = free
  if (ground === undefined) throw new Error('no product was started')
  const folder = ground.settings.DATA_DIR
  const files = await readdir(folder, { recursive: true })
  expect(files.length).toBeGreaterThan(20)
  const isOpen = async (file: string) => ((await stat(join(folder, file)).catch(() => null))?.mode ?? 0) & 0o077
  const open = await Promise.all(files.map(async (file) => ((await isOpen(file)) ? [file] : [])))
  expect(open.flat()).toEqual([])
})
