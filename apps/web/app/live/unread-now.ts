import type { Unread } from '#infra/db/inbox/count-unread.ts'

/** How many conversations of each number are unread, and as of which moment, by the numbers' ids. */
export type UnreadNow = ReadonlyMap<string, { readonly waiting: number; readonly asOf: number }>

/**
 * What is unread after one more count: of each number the youngest counts.
 * @param all whether it counts all numbers that one may see: what is known of others is forgotten.
 */
export function counted(known: UnreadNow, { waiting, asOf }: Unread, { all = false } = {}): UnreadNow {
  const kept = [...known].filter(([number, count]) => !all || number in waiting || count.asOf > asOf)
  const news = Object.entries(waiting).filter(([number]) => (known.get(number)?.asOf ?? -1) <= asOf)
  return new Map([...kept, ...news.map(([number, count]) => [number, { waiting: count, asOf }] as const)])
}

/** Of all numbers together; 100 stands for more. */
export function sumOf(unread: UnreadNow): number {
  const sum = [...unread.values()].reduce((total, { waiting }) => total + waiting, 0)
  return Math.min(sum, 100)
}
