import { expect, it } from 'vitest'
import { listedZones, zonesFound } from './time-zones.ts'

it.each([
  ['Kolkata', ['Asia/Kolkata']],
  ['calcutta', ['Asia/Kolkata']],
  ['Kyiv', ['Europe/Kyiv']],
  ['Germany', ['Europe/Berlin', 'Europe/Busingen']],
  ['new york', ['America/New_York']],
  ['América/Nuuk', ['America/Nuuk']],
  ['nonsense', []],
])('“%s” finds %j', (typed, zones) => {
  expect(zonesFound(listedZones(null), typed).map(({ value }) => value)).toEqual(zones)
})

it('a country’s own zones come before those that only have its name in theirs', () => {
  expect(zonesFound(listedZones(null), 'India')[0]?.label).toBe('Asia/Kolkata')
})

it('a zone that was kept by its older name stays so, shows today’s, and is there once', () => {
  const zones = listedZones('Asia/Calcutta').filter(({ label }) => label === 'Asia/Kolkata')
  expect(zones).toEqual([{ value: 'Asia/Calcutta', label: 'Asia/Kolkata' }])
})
