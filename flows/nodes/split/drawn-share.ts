import { sha256 } from '../../language/sha256.ts'

/**
 * The share that a call is drawn for: the same for the same call and node wherever it is asked, and independent of what is
 * drawn for other nodes.
 * @param shares in whole percent, 100 together. @param by the call's seed and the node.
 */
export function drawnShare<Share extends { readonly percent: number }>(
  shares: readonly Share[],
  { seed, node }: { readonly seed: number; readonly node: string },
): Share {
  const all = shares.reduce((sum, { percent }) => sum + percent, 0)
  const drawn = (Number.parseInt(sha256(`${seed} ${node}`).slice(0, 8), 16) / 2 ** 32) * all
  let upTo = 0
  const found = shares.find(({ percent }) => (upTo += percent) > drawn) ?? shares.at(-1)
  if (!found) throw new Error('there is no share to draw')
  return found
}
