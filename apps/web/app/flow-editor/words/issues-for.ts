import { check } from '#flows/check.ts'
import type { Flow } from '#flows/flow.ts'
import type { Issue } from '#flows/issue.ts'
import type { CheckAround } from '#flows/node.ts'

/** What is wrong with a flow for any of its numbers, each thing once; without numbers, what is wrong in any case. */
export function issuesFor(flow: Flow, around: readonly NonNullable<CheckAround['people']>[]): readonly Issue[] {
  const all = (around.length > 0 ? around : [null]).flatMap((people) => check(flow, { people }))
  return [...new Map(all.map((issue) => [JSON.stringify(issue), issue])).values()]
}
