import type { ExitOf, Run } from '../../language/node.ts'
import type { CallerCheck } from './definition.ts'

/** The way that was found when the call came in. */
export const run: Run<CallerCheck> = async (_call, _config, { decided }) =>
  (decided as ExitOf<CallerCheck> | null) ?? 'else' // decided from these very matches
