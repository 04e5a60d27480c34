import type { Run } from '../../language/node.ts'
import { promptOf } from '../prompt.ts'
import type { Play } from './definition.ts'

export const run: Run<Play> = async (call, config) => {
  await call.say(promptOf(call.facts, config.text, config))
  return 'next'
}
