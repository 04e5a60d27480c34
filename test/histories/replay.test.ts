import { readFile, readdir } from 'node:fs/promises'
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js'
import { Worker } from '@temporalio/worker'
import { beforeAll, expect, test } from 'vitest'
import { workflowBundle } from '#infra/temporal/workflow-bundle.ts'
import { quietRuntime } from '#test/drivers/temporal/quiet-runtime.ts'
import { kept } from './kept.ts'

let codePath: string
beforeAll(async () => {
  quietRuntime()
  codePath = await workflowBundle()
})

test("every recorded call goes on as it began, with today's workflows", async () => {
  const files = (await readdir(kept)).filter((file) => file.endsWith('.json') && file !== 'events.json')
  expect(files.length).toBeGreaterThan(8)
  const histories = await Promise.all(
    files.map(async (file) => ({
      workflowId: file,
      history: historyFromJSON(JSON.parse(await readFile(new URL(file, kept), 'utf8'))),
    })),
  )
  const broken: string[] = []
  for await (const { workflowId, error } of Worker.runReplayHistories({ workflowBundle: { codePath } }, histories)) {
    if (error) broken.push(`${workflowId}: ${error.message}`)
  }
  expect(broken).toEqual([])
})

test('a call that no longer does what it did is noticed', async () => {
  const recorded = JSON.parse(
    (await readFile(new URL('caller-leaves-while-ringing.json', kept), 'utf8')).replaceAll(
      '"endLegs"',
      '"somethingElse"',
    ),
  )
  const replayed = Worker.runReplayHistories({ workflowBundle: { codePath } }, [
    { workflowId: 'changed', history: historyFromJSON(recorded) },
  ])
  for await (const { error } of replayed) expect(error?.message).toContain('endLegs')
})
