import type { Flow } from '#flows/language/flow.ts'
import { isolated } from '#flows/story/isolated.ts'
import type { Issue } from '#flows/language/issue.ts'

/** How many errors are told; the editor lists them all. */
const TOLD = 3

/** What keeps a flow from answering, in words: how many errors, and the first of them line by line, each with its node. */
export function errorsTold(
  { nodes }: Pick<Flow, 'nodes'>,
  errors: readonly Issue[],
): { readonly count: string; readonly errors: string } {
  const told = errors.slice(0, TOLD).map(({ node, message }) => {
    const title = nodes.find(({ id }) => id === node)?.title
    return title === undefined || message.includes(`“${title}”`) ? message : `“${isolated(title)}”: ${message}`
  })
  const more = errors.length > TOLD ? [`And ${errors.length - TOLD} more.`] : []
  return {
    count: errors.length === 1 ? 'it has an error' : `it has ${errors.length} errors`,
    errors: [...told, ...more].join('\n'),
  }
}
