import type { Run } from '../../language/node.ts'
import type { GoToFlow } from './definition.ts'

/** Nothing to do: in the plan of a call the nodes of the other flow stand behind this one's exit (`link`). */
export const run: Run<GoToFlow> = async () => 'next'
