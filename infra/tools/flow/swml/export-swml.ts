import { compile } from '#flows/language/compile.ts'
import type { Flow } from '#flows/language/flow.ts'
import type { ConfigOf } from '#flows/language/node.ts'
import type { NodeId, Plan, PlanNode } from '#flows/language/plan.ts'
import type { IncomingCall } from '#flows/nodes/incoming-call/definition.ts'
import { speechFrom } from '#flows/speech/speech.ts'
import { harmless } from '#infra/signalwire/documents/harmless.ts'
import { largestDocument } from '#infra/signalwire/documents/swml.ts'
import { hangUpFor } from '#infra/signalwire/verbs/hang-up/hang-up.ts'
import { issueLines, type IssueLine } from '../issue-lines.ts'
import type { Came } from '../run-command.ts'
import { exportedKinds, type ExportedNode, type ExportedVerb } from './exported-node.ts'
import { withoutValues, whyNot } from './why-not.ts'

/** An issue of a flow, or what of it a document cannot do (`carrier`). */
export type ExportIssue = Omit<IssueLine, 'code'> & { readonly code: IssueLine['code'] | 'carrier' }

export type ExportedSwml =
  | { readonly ok: true; readonly swml: object; readonly issues: readonly ExportIssue[] }
  | { readonly ok: false; readonly issues: readonly ExportIssue[] }

/** The document by itself on standard output, what differs in it on the other one; with `json` both are one line. */
export function exportedSwml(flow: Flow, json: boolean): Came {
  const made = swmlOf(flow)
  const words = made.issues
    .map(({ level, node, message }) => `${level}${node === null ? '' : ` at ${node}`}: ${message}\n`)
    .join('')
  const code = made.ok ? 0 : 1
  if (json) return { out: `${JSON.stringify(made)}\n`, error: '', code }
  return made.ok
    ? { out: `${JSON.stringify(made.swml, null, 2)}\n`, error: words, code }
    : { out: words, error: '', code }
}

/**
 * One SWML document that answers calls as a flow does, without us. A flow that needs us is refused, with every node that does.
 */
export function swmlOf(flow: Flow): ExportedSwml {
  const wrong = issueLines(flow).filter(({ level }) => level === 'error')
  const compiled = compile(flow, { people: null })
  if (wrong.length > 0 || !compiled.ok) return { ok: false, issues: wrong }
  const { plan } = compiled
  const order = inOrder(plan)
  const refused = order.flatMap(({ id, kind, config }) => whyNot({ id, kind, config: { ...Object(config) } }))
  const errors = refused.filter(({ level }) => level === 'error')
  if (errors.length > 0) return { ok: false, issues: errors }
  for (const limit of [2000, 500, 100]) {
    const swml = { version: '1.0.0', sections: { main: harmless<unknown>(mainOf(order, { name: flow.name, limit })) } }
    if (new TextEncoder().encode(JSON.stringify(swml)).length > largestDocument) continue
    return { ok: true, swml, issues: [...refused, ...differences(order, limit)] }
  }
  const message = `The document would be larger than the ${largestDocument / 1024} kB that the carrier reads. Split the flow.`
  return { ok: false, issues: [issue('error', null, message)] }
}

/** The nodes as they follow each other, so that few jumps are needed: the carrier allows 100. */
function inOrder({ start, steps }: Plan): readonly PlanNode[] {
  const seen = new Set<NodeId>()
  const waiting = [start]
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const step = seen.has(id) ? undefined : steps[id]
    if (!step) continue
    seen.add(id)
    waiting.push(
      ...Object.values(step.exits)
        .flatMap((next) => next ?? [])
        .toReversed(),
    )
  }
  return [...seen].flatMap((id) => steps[id] ?? [])
}

function mainOf(
  order: readonly PlanNode[],
  { name, limit }: { readonly name: string; readonly limit: number },
): readonly ExportedVerb[] {
  const begin = order[0]?.config as ConfigOf<IncomingCall> // a plan begins with one
  const speech = speechFrom(begin)
  const blocks = order.map((step, at): readonly ExportedVerb[] => {
    const drawn = exportedKinds[step.kind]?.(withoutValues(step), { name, speech, limit, at })
    return drawn
      ? [{ label: labelOf(step.id) }, ...drawn.verbs, ...goingOn(drawn, { step, following: order[at + 1] })]
      : []
  })
  return [...blocks.flat(), { label: END }, hangUpFor('done')]
}

/** Where the call goes on from a node: exits that lead the same way as the one that holds always need not be asked for. */
function goingOn(
  { ways }: ExportedNode,
  { step, following }: { readonly step: PlanNode; readonly following: PlanNode | undefined },
): readonly ExportedVerb[] {
  const last = ways.at(-1)
  if (!last) return []
  const to = (exit: string): NodeId | null => step.exits[exit] ?? null
  const first = ways.findLastIndex(({ exit }) => to(exit) !== to(last.exit)) + 1
  const asked = ways.slice(0, first).map(({ exit, when }): ExportedVerb => ({
    goto: { label: labelOf(to(exit)), ...(when !== null && { when }) },
  }))
  const otherwise = to(last.exit)
  // a jump that was made too often is not made: whatever stands behind it must not be next
  return otherwise !== null && otherwise === following?.id
    ? asked
    : [...asked, { goto: { label: labelOf(otherwise) } }, hangUpFor('done')]
}

const END = 'end'

function labelOf(id: NodeId | null): string {
  return id === null ? END : `node_${id}`
}

/** What callers and the team will miss, though the document does what the flow says. */
function differences(order: readonly PlanNode[], limit: number): readonly ExportIssue[] {
  const first = (kind: string): PlanNode | undefined => order.find((step) => step.kind === kind)
  const [record, question, forward] = [first('voicemail'), first('ask'), first('forward')]
  const known = new Map(order.map(({ id }, at) => [id, at]))
  const back = order.find(({ exits }, at) =>
    Object.values(exits).some((next) => next !== null && (known.get(next) ?? at + 1) <= at),
  )
  return [
    ...(record ? [issue('warning', record.id, 'Messages stay at the carrier: nobody is told of them.')] : []),
    ...(forward
      ? [
          issue(
            'warning',
            forward.id,
            'Nobody looks at which countries may be called, nor for calls that go round: the carrier calls whatever stands there.',
          ),
        ]
      : []),
    ...(question ? [issue('warning', question.id, 'Nobody gets the answer: a document tells nobody.')] : []),
    ...(back
      ? [
          issue(
            'warning',
            back.id,
            'The call may go back from here: the carrier goes back 100 times at most, then the call ends.',
          ),
        ]
      : []),
    ...(limit < 2000
      ? [
          issue(
            'warning',
            null,
            `Texts are cut off after ${limit} characters, as the carrier reads no longer document.`,
          ),
        ]
      : []),
  ]
}

function issue(level: ExportIssue['level'], node: NodeId | null, message: string): ExportIssue {
  return { level, node, field: '', code: 'carrier', message }
}
