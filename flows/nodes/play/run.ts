import type { Run } from '../../language/node.ts'
import type { Play } from './definition.ts'

export const run: Run<Play> = async (call, config) => {
  await call.say({ say: config.text })
  return 'next'
}
