import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { openLab, script, type Lab } from '../testing/lab.ts'

const list = z.object({
  links: z.looseObject({ next: z.string().optional() }),
  data: z.array(z.object({ id: z.string(), status: z.string() })),
})
const events = z.object({ data: z.array(z.object({ name: z.string(), details: z.record(z.string(), z.unknown()) })) })
const asDocumented = {
  voiceLogStatus: 'outcome',
  voiceLogDetails: 'filled',
  voiceLogPageSize: 1000,
  voiceLogStatusFilter: true,
}

let lab: Lab
beforeAll(async () => {
  lab = await openLab()
})
afterAll(() => lab.close())
beforeEach(async () => {
  await lab.control('POST', '/reset')
})

async function logs(query = ''): Promise<z.output<typeof list>> {
  return list.parse((await lab.api('GET', `/api/voice/logs${query}`)).body)
}

async function statusOf(id: string): Promise<string | undefined> {
  return (await logs()).data.find((entry) => entry.id === id)?.status
}

/** One leg for each way to end without a talk. */
async function threeWays(): Promise<string[]> {
  const ids = [
    await lab.dial('+12025550190', { swml: script({ hangup: {} }) }),
    await lab.dial('+12025550192', { swml: script({ hangup: {} }) }),
    await lab.dial('+12025550191', { swml: script({ hangup: {} }), timeout: 2 }),
  ]
  await expect
    .poll(async () =>
      (
        await Promise.all(
          ids.map(
            async (id) =>
              (await lab.phone(['+12025550190', '+12025550192', '+12025550191'][ids.indexOf(id)] ?? '')).legs[0]?.state,
          ),
        )
      ).join(),
    )
    .toBe('ended,ended,ended')
  return ids
}

test('busy, declined and unanswered legs are all just ended in the log', async () => {
  const ids = await threeWays()
  expect(await Promise.all(ids.map(statusOf))).toEqual(['ended', 'ended', 'ended'])
  await lab.control('PUT', '/settings', asDocumented)
  expect(await Promise.all(ids.map(statusOf))).toEqual(['busy', 'busy', 'no-answer'])
})

test("the log's events of a leg's states say nothing but their names, those of a recording tell it", async () => {
  lab.product.on('/in', script({ record: { end_silence_timeout: 1 } }))
  const id = await lab.call()
  await lab.until(id, (view) => view.timeline.some((entry) => entry.what === 'records'))
  await lab.control('POST', `/calls/${id}/say`, { text: 'Hello' })
  await lab.until(id, (view) => view.state === 'ended')
  const told = async () =>
    events
      .parse((await lab.api('GET', `/api/voice/logs/${id}/events`)).body)
      .data.map(({ name, details }) => [name, Object.keys(details).length > 0])
  expect(await told()).toEqual([
    ['calling_call_initiated', false],
    ['calling_call_answered', false],
    ['calling_call_record', true],
    ['calling_call_ended', false],
  ])
  await lab.control('PUT', '/settings', asDocumented)
  expect(await told()).toEqual([
    ['calling_call_initiated', true],
    ['calling_call_answered', true],
    ['calling_call_record', true],
    ['calling_call_ended', true],
  ])
})

test('a page of the log has 200 entries at most, and the next page goes on', async () => {
  await Promise.all(
    Array.from({ length: 205 }, () => lab.control('POST', '/calls', { from: 'anonymous', to: '+12025550100' })),
  )
  const first = await logs('?page_size=1000')
  expect(first.data).toHaveLength(200)
  const next = new URL(String(first.links.next))
  const second = await logs(next.search)
  expect(new Set([...first.data, ...second.data].map(({ id }) => id)).size).toBe(200 + second.data.length)
  expect(second.data.length).toBeGreaterThanOrEqual(5)
  await lab.control('PUT', '/settings', asDocumented)
  expect((await logs('?page_size=1000')).data.length).toBeGreaterThan(200)
})

test('the log does not select by status', async () => {
  await threeWays()
  expect((await logs('?status=answered')).data.length).toBeGreaterThan(0)
  await lab.control('PUT', '/settings', asDocumented)
  expect((await logs('?status=answered')).data).toEqual([])
  expect(new Set((await logs('?status=no-answer')).data.map(({ status }) => status))).toEqual(new Set(['no-answer']))
})

test.each([
  'page_size=0',
  'page_size=abc',
  'page_size=1001',
  'page_number=-3',
  'page_token=none',
  'include_deleted=perhaps',
  'filter_from=1',
])('what a list cannot be asked for is refused by name: %s', async (query) => {
  for (const path of ['/api/voice/logs', '/api/messaging/logs']) {
    const { status, body } = await lab.api('GET', `${path}?${query}`)
    expect([path, status, JSON.stringify(body).includes(query.split('=')[0] ?? '')]).toEqual([path, 422, true])
  }
})

test('a page is found by its token as by its number', async () => {
  await threeWays()
  const second = (await logs('?page_size=1&page_number=1')).data
  expect((await logs('?page_size=1&page_token=PA1')).data).toEqual(second)
  expect((await logs('?page_size=1')).data).not.toEqual(second)
})
