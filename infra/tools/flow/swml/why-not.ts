import { pathWords, recordOf, withValueAt } from '#flows/language/path.ts'
import type { PlanNode } from '#flows/language/plan.ts'
import { templatesOf } from '#flows/language/prompts.ts'
import { filledIn } from '#flows/language/template.ts'
import type { FlowNode } from '#flows/language/flow.ts'
import { exportedKinds } from './exported-node.ts'
import type { ExportIssue } from './export-swml.ts'

type Node = Pick<FlowNode, 'id' | 'kind' | 'config'>

/** Why a document cannot do what a node does, or (warnings) not all of it; nothing where it can. */
export function whyNot(node: Node): readonly ExportIssue[] {
  const say = (level: ExportIssue['level'], field: string, message: string): ExportIssue => ({
    level,
    node: node.id,
    field,
    code: 'carrier',
    message,
  })
  if (!Object.hasOwn(exportedKinds, node.kind))
    return [
      say('error', '', NEEDS_US[node.kind] ?? 'A document cannot do this. Take it out, or lead the call past it.'),
    ]
  return [
    ...answerIssues(node).map(({ field, message }) => say('error', field, message)),
    ...templatesOf(node).flatMap(({ at, parts }) =>
      parts.flatMap((part) => {
        if (part.kind !== 'value') return []
        const { name, otherwise } = part
        return otherwise === null
          ? [
              say(
                'error',
                pathWords(at),
                `A document does not know “${name}”. Take it out, or say what stands instead.`,
              ),
            ]
          : [say('warning', pathWords(at), `A document does not know “${name}”: callers hear “${otherwise}”.`)]
      }),
    ),
  ]
}

/** A node of a plan with what stands instead of each value. */
export function withoutValues(step: PlanNode): PlanNode {
  const config: FlowNode['config'] = { ...recordOf(step.config) }
  const filled = templatesOf({ kind: step.kind, config }).reduce<unknown>(
    (so, { at, parts }) =>
      withValueAt(
        so,
        at,
        filledIn(
          parts.map((part) => (part.kind === 'text' ? part.text.replaceAll('{{', '\\{{') : part.written)).join(''),
          () => undefined,
        ),
      ),
    config,
  )
  return { ...step, config: filled }
}

function answerIssues({ kind, config }: Node): readonly { readonly field: string; readonly message: string }[] {
  if (kind !== 'ask') return []
  const { kind: takes, readBack } = recordOf(config['takes'])
  if (takes === 'secret-digits')
    return [{ field: 'takes', message: 'A secret answer would stand in the carrier’s log. Take the question out.' }]
  return readBack === 'yes'
    ? [{ field: 'takes.readBack', message: 'A document cannot read an answer back. Choose “No” there.' }]
    : []
}

/** Of kinds that need us, why. */
const NEEDS_US: Readonly<Record<string, string>> = {
  'business-hours':
    'A document has no clock: which hours hold is decided here, when a call comes in. Take it out, or export what follows it alone.',
  'caller-check': 'A document does not know who calls: that stands in the address book here. Take it out.',
  mode: 'A document does not know how the number is switched. Take it out, and connect what follows.',
  split: 'A document draws nothing by chance. Take it out, and connect what follows.',
  condition: 'A document keeps no values to compare. Take it out, and connect what follows.',
  'set-value': 'A document keeps no values. Take it out, and connect what follows.',
  'ring-group': 'Whose phones ring stands with the number here, and not in the flow. Put forwards in its place.',
  'priority-chain': 'Whose phones ring stands with the number here, and not in the flow. Put forwards in its place.',
  'waiting-line': 'Who is next in a line is known here alone. Put forwards in its place.',
  'ai-answers':
    'What an assistant may do, and what comes of it, is done here. Put a voicemail or a forward in its place.',
  webhook: 'Its secrets and the guard before addresses are here. Take it out, and connect what follows.',
  'send-text': 'Who has opted out of texts is known here alone. Take it out, and connect what follows.',
  'go-to-flow': 'The other flow is not in the file. Draw its nodes into this one.',
}
