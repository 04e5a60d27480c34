import { check } from '#flows/language/check.ts'
import { checkShape } from '#flows/language/check-shape.ts'
import { checkTemplates } from '#flows/language/check-templates.ts'
import { compile } from '#flows/language/compile.ts'
import type { Flow } from '#flows/language/flow.ts'
import type { Issue } from '#flows/language/issue.ts'
import { knownNodes } from '#flows/language/known-nodes.ts'

/** An issue as programs read it. */
export interface IssueLine {
  readonly level: Issue['severity']
  readonly node: string | null
  readonly field: string
  /** `document`: it is no flow. `shape`: connections, ends, circles. `value`: what stands in texts. `settings`: of a node, by its schema. `kind`: by the kind's own check. `size`: of the plan. */
  readonly code: 'document' | 'shape' | 'value' | 'settings' | 'kind' | 'size'
  readonly message: string
}

/** Everything that is wrong or doubtful in a flow, for no number in particular. */
export function issueLines(flow: Flow): readonly IssueLine[] {
  const around = { people: null }
  const known = knownNodes(flow)
  const { issues: shape, reached } = checkShape(flow, { known, around })
  const [ofShape, ofValues] = [keysOf(shape), keysOf(checkTemplates(known, reached))]
  const codeOf = (issue: Issue): IssueLine['code'] => {
    if (ofShape.has(keyOf(issue))) return 'shape'
    if (ofValues.has(keyOf(issue))) return 'value'
    return issue.node !== null && known.get(issue.node)?.config.valid === false ? 'settings' : 'kind'
  }
  const found = check(flow, around)
  const size = found.some(({ severity }) => severity === 'error')
    ? []
    : compile(flow, around).issues.filter((issue) => !keysOf(found).has(keyOf(issue)))
  return [...found.map((issue) => lineOf(issue, codeOf(issue))), ...size.map((issue) => lineOf(issue, 'size'))]
}

function lineOf({ severity, node, field, message }: Issue, code: IssueLine['code']): IssueLine {
  return { level: severity, node, field, code, message }
}

function keysOf(issues: readonly Issue[]): ReadonlySet<string> {
  return new Set(issues.map(keyOf))
}

function keyOf({ node, field, message }: Issue): string {
  return JSON.stringify([node, field, message])
}
