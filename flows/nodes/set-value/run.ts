import type { Run } from '../../language/node.ts'
import type { SetValue } from './definition.ts'

/** Nothing is said and nobody waits: the call only knows more. */
export const run: Run<SetValue> = async (_call, { values }) => ({
  exit: 'next',
  gives: Object.fromEntries(values.map(({ name, text }) => [name, text])),
})
