import { describe, expect, test } from 'vitest'
import { boxAround, fits, panToSee } from './pan-to-see.ts'

const room = { width: 800, height: 600 }
const card = { x: 100, y: 100, width: 240, height: 100 }
const viewport = { x: 0, y: 0, zoom: 1 }

describe('what was added', () => {
  test('moves nothing where it is seen already', () => {
    expect(panToSee(card, { viewport, room })).toBeNull()
  })

  test.each([
    ['right', { ...card, x: 700 }, { x: -164, y: 0 }],
    ['left', { ...card, x: -50 }, { x: 74, y: 0 }],
    ['below', { ...card, y: 560 }, { x: 0, y: -84 }],
    ['above and left', { ...card, x: -10, y: -10 }, { x: 34, y: 34 }],
  ])('beyond the edge (%s) is brought in by the shortest way', (_where, box, place) => {
    expect(panToSee(box, { viewport, room })).toEqual({ ...place, zoom: 1 })
  })

  test('counts as large as it is drawn', () => {
    expect(panToSee({ ...card, x: 1_200 }, { viewport: { ...viewport, zoom: 0.5 }, room })).toBeNull()
    expect(panToSee({ ...card, x: 1_400 }, { viewport: { ...viewport, zoom: 0.5 }, room })).toEqual({
      x: -44,
      y: 0,
      zoom: 0.5,
    })
  })

  test('fits, or is so large that it must be drawn smaller', () => {
    expect([
      fits(card, { zoom: 1, room }),
      fits({ ...card, width: 760 }, { zoom: 1, room }),
      fits({ ...card, width: 760 }, { zoom: 0.9, room }),
    ]).toEqual([true, false, true])
  })

  test('shows its beginning when it is larger than the room', () => {
    expect(panToSee({ ...card, width: 2_000 }, { viewport, room })).toEqual({ x: -76, y: 0, zoom: 1 })
  })
})

test('a box goes around all of what was pasted', () => {
  expect(boxAround([card, { x: 0, y: 400, width: 10, height: 10 }])).toEqual({ x: 0, y: 100, width: 340, height: 310 })
  expect(boxAround([])).toBeNull()
})
