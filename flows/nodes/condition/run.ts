import type { Run } from '../../language/node.ts'
import type { Condition } from './definition.ts'
import { exitsOfRows } from './exits-of-rows.ts'
import { holds } from './holds.ts'

/** Nothing is said and nobody waits. What stands under `value` is by now what the call knows, an empty text where it knows nothing. */
export const run: Run<Condition> = async (_call, { rows }) => {
  const at = rows.findIndex(({ value, when }) => holds(value, when))
  return exitsOfRows(rows)[at] ?? 'else'
}
