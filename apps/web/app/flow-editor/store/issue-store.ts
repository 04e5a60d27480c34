import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Issue } from '#flows/language/issue.ts'

/** What is wrong or doubtful in the drawing, and with which node. A node whose issues stay has the same list as before. */
export interface Issues {
  readonly all: readonly Issue[]
  readonly of: ReadonlyMap<string, readonly Issue[]>
}

export type IssueStore = StoreApi<Issues> & { show(issues: readonly Issue[]): void }

/** Tells each part of the editor of the issues that concern it, and of no others. */
export function createIssueStore(issues: readonly Issue[]): IssueStore {
  const store = createStore<Issues>(() => sorted(issues, null))
  return Object.assign(store, { show: (next: readonly Issue[]) => store.setState((now) => sorted(next, now)) })
}

function sorted(all: readonly Issue[], before: Issues | null): Issues {
  if (before && isSame(all, before.all)) return before
  const of = Map.groupBy(
    all.filter(({ node }) => node !== null),
    ({ node }) => node ?? '',
  )
  const shared = [...of].map(([node, own]) => {
    const was = before?.of.get(node)
    return [node, was && isSame(own, was) ? was : own] as const
  })
  return { all, of: new Map(shared) }
}

function isSame(a: readonly Issue[], b: readonly Issue[]): boolean {
  const isAlike = (one: Issue, other: Issue | undefined): boolean =>
    one === other ||
    (one.node === other?.node &&
      one.field === other.field &&
      one.severity === other.severity &&
      one.message === other.message)
  return a.length === b.length && a.every((issue, index) => isAlike(issue, b[index]))
}
