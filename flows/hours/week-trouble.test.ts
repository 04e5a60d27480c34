import { expect, test } from 'vitest'
import { usualWeek } from './hours-fields.ts'
import { weekTrouble } from './week-trouble.ts'

test('of a week, the first day that has something wrong is told by its name', () => {
  const open = (from: string, to: string) => ({ kind: 'spans' as const, spans: [{ from, to }] })
  expect(weekTrouble(usualWeek)).toBeNull()
  expect(weekTrouble({ ...usualWeek, friday: open('', '17:00'), tuesday: open('09:00', '09:00') })).toBe(
    'Tuesday: it opens and closes at the same time. If it is open all day, choose “24 hours”.',
  )
  expect(weekTrouble({ ...usualWeek, friday: open('', '17:00') })).toBe(
    'Friday: say from when until when it is open, as 09:30 and 17:00.',
  )
})
