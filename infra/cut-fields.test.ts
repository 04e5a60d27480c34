import { expect, test } from 'vitest'
import { cutFields } from './cut-fields.ts'
import { createLog, type Logger } from './log.ts'

test('a text that nobody would read is cut, wherever it stands, and says how long it was', () => {
  const long = 'x'.repeat(100_000)
  const cut = cutFields({ path: long, request: { headers: [long] }, short: 'as it was', at: 3 })
  expect(cut['path']).toBe(`${'x'.repeat(4000)}… (100000 characters)`)
  expect(JSON.stringify(cut).length).toBeLessThan(10_000)
  expect(cut).toMatchObject({ short: 'as it was', at: 3 })
})

test('what is nested without end and listed without end comes to an end', () => {
  const nested = JSON.parse('{"in":'.repeat(50) + '1' + '}'.repeat(50)) as Record<string, unknown>
  expect(
    JSON.stringify(cutFields({ nested, many: Array.from({ length: 10_000 }, (_, at) => at) })).length,
  ).toBeLessThan(1000)
})

const long = 'x'.repeat(200_000)
const failed = Object.assign(new Error(long), { detail: long })

test.each<[string, (log: Logger) => void]>([
  ['a message', (log) => log.warn(long)],
  ['a field', (log) => log.warn({ path: long }, 'It came')],
  [
    'many fields',
    (log) => log.warn(Object.fromEntries(Array.from({ length: 1_000 }, (_, at) => [`field${at}`, long])), 'It came'),
  ],
  ['an error alone', (log) => log.error(failed)],
  ['an error as pino names it', (log) => log.error({ err: failed }, 'It failed')],
  ['an error as we name it', (log) => log.error({ error: failed }, 'It failed')],
  ['an error under another name', (log) => log.error({ cause: failed }, 'It failed')],
  [
    'an error of errors',
    (log) => log.error({ error: new AggregateError([failed, failed], long, { cause: failed }) }, 'It failed'),
  ],
  ['fields of a child', (log) => log.child({ path: long }).warn('It came')],
])('a line of the log stays short and whole, whatever is long in it: %s', (_what, write) => {
  const [line = ''] = linesOf(write)
  expect(line.length).toBeLessThan(17_000)
  expect(JSON.parse(line)).toMatchObject({
    part: 'test',
    level: expect.any(Number),
    msg: expect.stringMatching(/^(It came|It failed|x+… \(200000 characters\))/),
  })
  expect(failed.message).toHaveLength(200_000) // the error itself is left alone
})

test('an error is told under whatever name it stands, and a short line is left as it is', () => {
  const error = new Error('no such file')
  const told = expect.objectContaining({
    type: 'Error',
    message: 'no such file',
    stack: expect.stringContaining('cut-fields.test.ts'),
  })
  expect(
    linesOf((log) => log.error({ error, err: error, why: error, at: 3 }, 'It failed')).map((line) => JSON.parse(line)),
  ).toEqual([
    {
      level: 50,
      time: expect.any(String),
      name: 'test',
      part: 'test',
      error: told,
      err: told,
      why: told,
      at: 3,
      msg: 'It failed',
    },
  ])
})

function linesOf(write: (log: Logger) => void): readonly string[] {
  const lines: string[] = []
  write(createLog('test', { write: (line) => void lines.push(line) }))
  return lines
}
