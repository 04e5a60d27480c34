import type { FormField } from '#flows/language/node-form.ts'
import { recordOf } from '#flows/language/path.ts'
import { blank } from '#flows/language/unfinished.ts'

/** What a list puts where something is added: what is proposed, with the lowest number as its id that no other place has. */
export function newRow(item: FormField, items: readonly unknown[]): unknown {
  const proposed = blank(item.schema)
  const id = item.widget === 'group' ? item.fields.find(({ widget }) => widget === 'row-id') : undefined
  if (!id) return proposed
  const taken = new Set(items.map((other) => recordOf(other)[id.name]))
  let free = 1
  while (taken.has(String(free))) free += 1
  return { ...recordOf(proposed), [id.name]: String(free) }
}
