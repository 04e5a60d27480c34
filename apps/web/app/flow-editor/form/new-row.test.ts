import { expect, test } from 'vitest'
import { formFields } from '#flows/language/node-form.ts'
import { definitions } from '#flows/nodes/definitions.ts'
import { newRow } from './new-row.ts'

test('a row that is added has an id that no other has, so that what hangs on the others stays', () => {
  const [shares] = formFields(definitions.split.config)
  if (shares?.widget !== 'list') throw new Error('a split has a list of shares')
  const [first, , third] = ['1', '2', '3'].map((id) => ({ id, name: id, percent: 30 }))
  expect(newRow(shares.item, [third, first])).toMatchObject({ id: '2' })
  expect(newRow(shares.item, [])).toMatchObject({ id: '1' })
})
