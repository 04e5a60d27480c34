import { expect, test } from 'vitest'
import { promisesIn } from './promises.ts'

test('A title names its promises in brackets, separated by commas', () => {
  const source = "scenario('[S3, W12] The first to answer gets the call', …)\nit('[W13] The next in line rings', …)"
  expect(promisesIn(source)).toEqual(['S3', 'W12', 'W13'])
})

test('A title may have several brackets, and name a pitfall beside a promise', () => {
  expect(promisesIn("test('[S2] [W22, pitfall 9] A call is a banner', …)")).toEqual(['S2', 'W22'])
})

test('Other brackets name none', () => {
  expect(promisesIn("const seats = [S1, W3, 12]\ntest('Ana is told [S1]', …)")).toEqual([])
})
