import { describe, expect, it } from 'vitest'
import { planImport, type KnownNumber } from './plan-import.ts'

const person = (row: number, name: string, ...numbers: readonly string[]) => ({
  row,
  name,
  numbers: numbers.map((e164) => ({ e164, label: null, extension: null })),
})
const known = (e164: string, contact: string, name: string, isMain = true): KnownNumber => ({
  e164,
  contact,
  name,
  isMain,
})
const [A, B, C] = ['+12025550160', '+12025550161', '+12025550162']

describe('two rows of a file with one number', () => {
  it('of one name are one contact with all their numbers', () => {
    const plan = planImport([person(2, 'Jörg', A, B), person(3, 'JORG', B, C)], [])
    expect(plan.added).toEqual([person(2, 'Jörg', A, B, C)])
    expect(plan.repeated).toEqual([{ row: 3, name: 'JORG', of: 2, winner: 'Jörg', numbers: [B] }])
  })

  it('of two names: the first counts, and the other keeps what is its own', () => {
    const plan = planImport([person(2, 'Ana', A), person(3, 'Ben', A), person(4, 'Cy', A, C)], [])
    expect(plan.added).toEqual([person(2, 'Ana', A), person(4, 'Cy', C)])
    expect(plan.repeated).toEqual([{ row: 3, name: 'Ben', of: 2, winner: 'Ana', numbers: [A] }])
    expect(plan.remarks).toEqual([{ row: 4, name: 'Cy', why: `${A} is also in row 2 (Ana), and row 2 counts.` }])
  })

  it('are one number in two spellings', () => {
    const plan = planImport([person(2, 'Ana', '+5491123456789'), person(3, 'Ben', '+541123456789')], [])
    expect(plan.repeated).toMatchObject([{ row: 3, of: 2 }])
  })
})

describe('a row of somebody who is known', () => {
  it('is the same, has another name, or brings more numbers', () => {
    const plan = planImport(
      [person(2, 'Ana', A), person(3, 'Benjamin', B, C)],
      [known(A, 'ana', 'Ana'), known(B, 'ben', 'Ben')],
    )
    expect(plan.same).toEqual([{ row: 2, name: 'Ana' }])
    expect(plan.changed).toEqual([
      { row: 3, contact: 'ben', name: 'Benjamin', from: 'Ben', numbers: [{ e164: C, label: null, extension: null }] },
    ])
  })

  it('under a number that was merged into a contact leaves that contact its name', () => {
    const plan = planImport(
      [person(2, 'Emil', A), person(3, 'Emil home', B)],
      [known(A, 'emil', 'Emil'), known(B, 'emil', 'Emil', false)],
    )
    expect(plan.same).toEqual([
      { row: 2, name: 'Emil' },
      { row: 3, name: 'Emil home' },
    ])
    expect(plan.changed).toEqual([])
  })

  it('under the numbers of two contacts is left out, and both are named', () => {
    const plan = planImport([person(2, 'Ana', A, B)], [known(A, 'ana', 'Ana'), known(B, 'ben', 'Ben')])
    expect(plan.leftOut).toEqual([
      {
        row: 2,
        name: 'Ana',
        why: 'Its numbers belong to different contacts: Ana, Ben. Merge those, and import the file again.',
      },
    ])
  })

  it('that is left out counts for no other row of the file', () => {
    const book = [known(A, 'ana', 'Ana'), known(B, 'ben', 'Ben')]
    const plan = planImport([person(2, 'Jörg', A, B), person(5, 'Jörg', A, B), person(6, 'Ana', A)], book)
    expect(plan.leftOut.map(({ row }) => row)).toEqual([2, 5])
    expect(plan.same).toEqual([{ row: 6, name: 'Ana' }])
    expect([plan.repeated, plan.remarks]).toEqual([[], []])
  })

  it('is left out alone where only the numbers that it adds to an earlier row are another contact’s', () => {
    const book = [known(A, 'ana', 'Ana'), known(B, 'ben', 'Ben')]
    const plan = planImport([person(2, 'Ana', A), person(3, 'Ana', A, B)], book)
    expect(plan.same).toEqual([{ row: 2, name: 'Ana' }])
    expect(plan.leftOut).toMatchObject([{ row: 3 }])
  })

  it('is found by the other spelling of a number', () => {
    expect(planImport([person(2, 'Ana', '+5215512345678')], [known('+525512345678', 'ana', 'Ana')]).same).toEqual([
      { row: 2, name: 'Ana' },
    ])
  })
})

it('each row of a file is in one list', () => {
  const people = [
    person(2, 'Ana', A),
    person(3, 'Ana', A),
    person(4, 'Ben', B, C),
    person(5, 'Cy', '+12025550163'),
    person(6, 'Dee', '+12025550164'),
  ]
  const { added, changed, same, repeated, leftOut } = planImport(people, [
    known(B, 'ben', 'Ben'),
    known(C, 'cy', 'Cy'),
    known('+12025550164', 'dee', 'Dee'),
    known('+12025550163', 'x', 'Xy'),
  ])
  expect([added, changed, same, repeated, leftOut].map((list) => list.map(({ row }) => row))).toEqual([
    [2],
    [5],
    [6],
    [3],
    [4],
  ])
})
