import { expect, it } from 'vitest'
import { auditQuery, callFilter } from './audit-query.ts'

const filter = (query: string) => callFilter(auditQuery(new URLSearchParams(query)))

it('asks for what the form says', () => {
  const number = '11111111-1111-4111-8111-111111111111'
  expect(filter(`number=${number}&from=2026-01-05&to=2026-01-06&version=3&node=+Ask+&caller=%28202%29+555-0160`)).toEqual({
    numbers: [number],
    from: Date.UTC(2026, 0, 5),
    until: Date.UTC(2026, 0, 7),
    version: 3,
    node: 'Ask',
    caller: '2025550160',
  })
})

it('takes what it cannot read for empty', () => {
  expect(filter('number=all&from=soon&version=0&node=&caller=abc&person=%27')).toEqual({})
})
