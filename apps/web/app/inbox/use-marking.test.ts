import { expect, it } from 'vitest'
import { fits, marked } from './use-marking.ts'

const waiting = { state: 'open' as const, unread: true }

it('what is done is read too, and leaves the views of what is to be done', () => {
  const done = marked(waiting, 'done')
  expect(done).toEqual({ state: 'done', unread: false })
  expect(
    (['open', 'unanswered', 'unread', 'done', 'missed', 'mine', 'all'] as const).filter((view) => fits(done, view)),
  ).toEqual(['done', 'missed', 'mine', 'all'])
})

it('taking it back brings it back', () => {
  expect(marked(marked(waiting, 'done'), 'open')).toEqual({ state: 'open', unread: false })
  expect(fits(marked(waiting, 'read'), 'unread')).toBe(false)
  expect(fits(marked(marked(waiting, 'read'), 'unread'), 'unread')).toBe(true)
})
