import type { Run } from '../../language/node.ts'
import type { HangUp } from './definition.ts'

export const run: Run<HangUp> = async (call, config) => {
  await call.hangUp(config.cause)
  return 'end'
}
