import { expect, it } from 'vitest'
import { rangeOf } from './range.ts'

it.each([
  [null, null],
  ['bytes=0-', { from: 0, until: 100 }],
  ['bytes=10-19', { from: 10, until: 20 }],
  ['bytes=90-400', { from: 90, until: 100 }],
  ['bytes=-30', { from: 70, until: 100 }],
  ['bytes=-400', { from: 0, until: 100 }],
  ['bytes=100-', 'none-of-it'],
  ['bytes=-0', 'none-of-it'],
  ['bytes=20-10', null],
  ['bytes=0-1,5-6', null],
  ['lines=1-2', null],
])('%s of a file of 100 bytes is %j', (header, range) => expect(rangeOf(header, 100)).toEqual(range))
