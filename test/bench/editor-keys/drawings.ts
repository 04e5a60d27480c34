import { arrange } from '#apps/web/app/flow-editor/drawing/arrange.ts'
import { moveNodes } from '#apps/web/app/flow-editor/drawing/drawing.ts'
import type { Flow, FlowNode } from '#flows/language/flow.ts'

/** The node that is written in, by its title. */
export const WRITTEN = 'Welcome'

/** A flow of so many nodes as companies draw them: texts, groups that ring one after another, a voicemail that takes what is left. */
export function drawingOf(count: number, name: string): Flow {
  const steps = Array.from({ length: count - 2 }, (_, index) => step(index))
  const nodes = [
    node('in', 'incoming-call', 'Incoming call', {}),
    ...steps,
    node('end', 'voicemail', 'Voicemail', { greeting: 'Please leave a message.' }),
  ]
  const edges = nodes.slice(0, -1).flatMap(({ id, kind }, index) => {
    const next = nodes[index + 1]?.id ?? 'end'
    if (kind !== 'ring-group') return [{ from: id, exit: 'next', to: next }]
    return [
      { from: id, exit: 'no-answer', to: next },
      { from: id, exit: 'declined', to: 'end' },
      { from: id, exit: 'nobody', to: 'end' },
    ]
  })
  const flow: Flow = { format: 1, name, nodes, edges }
  return moveNodes(flow, arrange(flow, 'down'))
}

function step(index: number): FlowNode {
  if (index === 0) return node('written', 'play', WRITTEN, { text: 'Welcome.' })
  if (index % 2 === 0)
    return node(`n${index}`, 'play', `Text ${index}`, {
      text: `We will be with you in a moment. This is text ${index}.`,
    })
  return node(`n${index}`, 'ring-group', `Group ${index}`, { who: { kind: 'everyone' }, seconds: 20 })
}

function node(id: string, kind: string, title: string, config: FlowNode['config']): FlowNode {
  return { id, kind, title, config, position: { x: 0, y: 0 } }
}
