import { describe, expect, it } from 'vitest'
import { changed, placeInWords, readChange, written, type RoutingChange } from './routing-changes.ts'

const list = [
  { member: 'ana', active: true },
  { member: 'ben', active: true },
  { member: 'cy', active: false },
]
const names = (seats: readonly { member: string; active: boolean }[]) =>
  seats.map(({ member, active }) => (active ? member : `(${member})`)).join(' ')

describe('a routing list', () => {
  it.each<[string, RoutingChange, string]>([
    ['lets somebody move up', { kind: 'move', member: 'ben', to: 0 }, 'ben ana (cy)'],
    ['lets somebody move down', { kind: 'move', member: 'ana', to: 1 }, 'ben ana (cy)'],
    ['lets somebody move to the end, and no further', { kind: 'move', member: 'ana', to: 9 }, 'ben (cy) ana'],
    ['keeps the place of whoever is switched off', { kind: 'switch', member: 'ana', active: false }, '(ana) ben (cy)'],
    ['takes newcomers at its end', { kind: 'add', member: 'dora', active: true, to: null }, 'ana ben (cy) dora'],
    [
      'takes somebody back at the place of before',
      { kind: 'add', member: 'dora', active: false, to: 1 },
      'ana (dora) ben (cy)',
    ],
    ['has everybody once', { kind: 'add', member: 'ana', active: false, to: null }, 'ana ben (cy)'],
    ['loses whoever is taken off', { kind: 'take-off', member: 'ben' }, 'ana (cy)'],
    ['ignores strangers', { kind: 'move', member: 'dora', to: 0 }, 'ana ben (cy)'],
  ])('%s', (_sentence, change, after) => {
    expect(names(changed(list, change))).toBe(after)
    expect(readChange(written(change))).toEqual(change)
  })

  it.each(['', 'move', 'move ana up', 'sing ana'])('does not understand "%s"', (text) =>
    expect(readChange(text)).toBeNull(),
  )

  it.each([
    ['ana', 'Ana is 1 of 3, and rings first.'],
    ['ben', 'Ana is 2 of 3.'],
    ['cy', 'Ana is 3 of 3, inactive: not rung from this list.'],
    ['dora', 'Ana is off the routing list.'],
  ])('says where %s stands', (member, sentence) =>
    expect(placeInWords({ name: 'Ana', seats: list, member })).toBe(sentence),
  )

  it('says who rings first when those before are inactive', () => {
    expect(
      placeInWords({
        name: 'Ben',
        seats: changed(list, { kind: 'switch', member: 'ana', active: false }),
        member: 'ben',
      }),
    ).toBe('Ben is 2 of 3, and rings first.')
  })
})
