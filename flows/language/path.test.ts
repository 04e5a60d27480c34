import { expect, test } from 'vitest'
import { isWithin, pathWords, withValueAt } from './path.ts'

test('a path is written as people who read code would', () => {
  expect([[], ['who'], ['keys', 2, 'prompt'], ['keys', 0]].map(pathWords)).toEqual([
    '',
    'who',
    'keys[2].prompt',
    'keys[0]',
  ])
})

test.each([
  ['who', true],
  ['who.members', true],
  ['who[0]', true],
  ['whole', false],
  ['', false],
])('%s is within who: %s', (path, is) => {
  expect(isWithin(path, 'who')).toBe(is)
})

test('a value is put at its place, and nothing else becomes another object', () => {
  const whole = { keys: [{ key: '1' }, { key: '2', prompt: 'Two' }], then: { do: 'end' } }
  const changed = withValueAt(whole, ['keys', 1, 'prompt'], 'Zwei')
  expect(changed).toEqual({ ...whole, keys: [{ key: '1' }, { key: '2', prompt: 'Zwei' }] })
  expect(changed).toHaveProperty('then', whole.then)
  expect(withValueAt(whole, ['keys', 1, 'prompt'], undefined)).toEqual({ ...whole, keys: [{ key: '1' }, { key: '2' }] })
  expect(withValueAt(undefined, ['then', 'do'], 'say')).toEqual({ then: { do: 'say' } })
})
