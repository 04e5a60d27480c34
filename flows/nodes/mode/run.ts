import type { ExitOf, Run } from '../../language/node.ts'
import type { Mode } from './definition.ts'

/** As the switch stood when the call came in; to the team where nobody looked: people can answer when nothing else can. */
export const run: Run<Mode> = async (_call, _config, { decided }) => (decided as ExitOf<Mode> | null) ?? 'team'
