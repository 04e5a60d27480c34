import { expect, it } from 'vitest'
import { z } from 'zod'
import { RowsDiffer, rowsAs } from './rows-as.ts'

const person = z.object({ name: z.string(), seats: z.number() })

it('rows are what their schema says, without columns that it does not name', async () => {
  const newer = [{ name: 'Ana', seats: 2, colour: 'blue' }]
  expect(await rowsAs(person, Promise.resolve(newer))).toEqual([{ name: 'Ana', seats: 2 }])
  expect(await rowsAs(person, Promise.resolve({ rows: newer }))).toEqual([{ name: 'Ana', seats: 2 }])
})

it('rows of another shape are refused by the names of their columns, and their values are told to nobody', async () => {
  const other = rowsAs(person, Promise.resolve([{ name: 'Ana', seats: '+12025550123' }]))
  await expect(other).rejects.toThrow(RowsDiffer)
  await expect(other).rejects.toThrow(/seats/)
  await expect(other).rejects.not.toThrow(/12025550123/)
})
