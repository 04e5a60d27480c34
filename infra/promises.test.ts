import { expect, test } from 'vitest'
import { promisesIn } from './promises.ts'

test('A title names its promises in brackets, separated by commas', () => {
  const text = "scenario('[S3, W12] The first to answer gets the call', …)\nscenario('[W13] The next in line rings', …)"
  expect(promisesIn(text)).toEqual(['S3', 'W12', 'W13'])
})

test('Other brackets name none', () => {
  expect(promisesIn('const seats = [S, W3x, 12]')).toEqual([])
})
