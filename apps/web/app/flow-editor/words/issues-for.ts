import { check, type Checked } from '#flows/language/check.ts'
import type { Flow } from '#flows/language/flow.ts'
import type { Issue } from '#flows/language/issue.ts'
import type { CheckAround } from '#flows/language/node.ts'

/**
 * What is wrong with a flow for any of its numbers, each thing once; without numbers, what is wrong in any case.
 * @param known the tags, the flows and what else there is, where that is known; and what was found before, so that only what changed is checked again.
 */
export function issuesFor(
  flow: Flow,
  around: readonly NonNullable<CheckAround['people']>[],
  { tags, flows, there, checked }: Pick<CheckAround, 'tags' | 'flows' | 'there'> & { readonly checked?: Checked } = {},
): readonly Issue[] {
  const all = (around.length > 0 ? around : [null]).flatMap((people) =>
    check(flow, { people, tags, flows, there }, checked),
  )
  return [...new Map(all.map((issue) => [JSON.stringify(issue), issue])).values()]
}
