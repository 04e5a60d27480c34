import { expect, it } from 'vitest'
import { errorOf, errorWithout } from './carrier-error.ts'
import { troubleTold } from './trouble-in-words.ts'

it.each([
  [
    errorOf('number', { status: 500, body: '{"error":"Internal Server Error"}' }),
    'The carrier has a fault of its own at the moment. If it stays like this, tell whoever runs this server.',
  ],
  [
    errorWithout('number', { code: 'ECONNREFUSED' }),
    'The carrier cannot be reached. If it stays like this, tell whoever runs this server.',
  ],
  [
    errorOf('number', { status: 401, body: '' }),
    'The carrier does not accept what this server signs in with. Whoever runs this server can mend that.',
  ],
  [
    errorOf('number', { status: 422, body: '{"errors":[{"code":"x","message":"bought less than 14 days ago"}]}' }),
    'The carrier does not do it: it says “bought less than 14 days ago”.',
  ],
  [errorWithout('number', new Error('aborted')), 'The carrier gave no answer.'],
  [new TypeError('x is undefined'), 'Something went wrong on this server. Whoever runs this server can mend that.'],
])('people are told of %s in their own words, without the settings of the server', (error, told) => {
  expect(troubleTold(error)).toBe(told)
  expect(troubleTold(error)).not.toMatch(/SIGNALWIRE|\d{3}/)
})

it('a log is told which setting to look at', () => {
  expect(errorOf('number', { status: 500, body: '' }).message).toContain('check SIGNALWIRE_BASE_URL')
})
