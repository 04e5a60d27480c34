import type { Run } from '../../language/node.ts'
import type { Split } from './definition.ts'

/** The way that was drawn; the first where nobody drew. */
export const run: Run<Split> = async (_call, { shares }, { decided }) =>
  (decided as `share-${string}` | null) ?? `share-${shares[0]?.id ?? ''}` // decided from these very shares
