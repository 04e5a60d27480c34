import { expect, test } from 'vitest'
import { WaitingBodies } from './waiting-bodies.ts'

test('whoever holds most gives up what has been on its way longest, whoever came last', () => {
  const { begin, gaveUp } = roomFor(10)
  begin('small').grew(2)
  begin('large, first').grew(4)
  begin('large, second').grew(4)
  begin('newcomer').grew(3)
  expect(gaveUp).toEqual(['large, first'])
})

test('a body that is given up counts no longer, and is not given up again', () => {
  const { begin, gaveUp } = roomFor(10)
  const first = begin('large, first')
  first.grew(8)
  begin('large, second').grew(8)
  first.grew(8)
  first.ended()
  begin('small').grew(2)
  expect(gaveUp).toEqual(['large, first'])
})

test('a body that is whole leaves its room to others', () => {
  const { begin, gaveUp } = roomFor(10)
  for (let turn = 0; turn < 5; turn++) {
    const body = begin('large')
    body.grew(9)
    body.ended()
  }
  expect(gaveUp).toEqual([])
})

test('a body that alone is more than there is room for is given up itself', () => {
  const { begin, gaveUp } = roomFor(10)
  begin('large, without a byte')
  begin('large, too much').grew(11)
  expect(gaveUp).toEqual(['large, too much'])
})

/** Bodies are named after their client, up to the comma. */
function roomFor(most: number) {
  const bodies = new WaitingBodies(most)
  const gaveUp: string[] = []
  return { gaveUp, begin: (name: string) => bodies.begin(name.split(',', 1)[0] ?? '', () => gaveUp.push(name)) }
}
