import { expect, test } from 'vitest'
import { aroundTitle } from './around-title.ts'

test('a message that names the node says its title once', () => {
  expect(aroundTitle('No call can reach “Play”. Connect it, or remove it.', 'Play')).toEqual({
    before: 'No call can reach ',
    after: '. Connect it, or remove it.',
  })
})

test('any other message follows the title', () => {
  expect(aroundTitle('Nobody is chosen.', 'Play')).toEqual({ before: '', after: ' Nobody is chosen.' })
})

test('in a circle the title stands out where it is named first', () => {
  expect(aroundTitle('A call may loop here: “A” → “B” → “A”.', 'A')).toEqual({
    before: 'A call may loop here: ',
    after: ' → “B” → “A”.',
  })
})
