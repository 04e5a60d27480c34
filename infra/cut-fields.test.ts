import { pino } from 'pino'
import { expect, test } from 'vitest'
import { cutFields } from './cut-fields.ts'

test('a text that nobody would read is cut, wherever it stands, and says how long it was', () => {
  const long = 'x'.repeat(100_000)
  const cut = cutFields({ path: long, request: { headers: [long] }, short: 'as it was', at: 3 })
  expect(cut['path']).toBe(`${'x'.repeat(4000)}… (100000 characters)`)
  expect(JSON.stringify(cut).length).toBeLessThan(10_000)
  expect(cut).toMatchObject({ short: 'as it was', at: 3 })
})

test('what is nested without end and listed without end comes to an end', () => {
  const nested = JSON.parse('{"in":'.repeat(50) + '1' + '}'.repeat(50)) as Record<string, unknown>
  expect(JSON.stringify(cutFields({ nested, many: Array.from({ length: 10_000 }, (_, at) => at) })).length).toBeLessThan(1000)
})

test('an error of a log line is cut as well, and the error itself is left alone', () => {
  const error = Object.assign(new Error('y'.repeat(50_000)), { detail: 'z'.repeat(50_000) })
  const lines: string[] = []
  const log = pino({ formatters: { log: cutFields }, serializers: { error: (given: Error) => cutFields({ ...pino.stdSerializers.err(given) }) } }, { write: (line: string) => void lines.push(line) })
  log.error({ error }, 'It failed')
  expect(lines[0]?.length).toBeLessThan(20_000)
  expect(error.message).toHaveLength(50_000)
})
