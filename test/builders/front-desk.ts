import type { Flow } from '#flows/language/flow.ts'
import type { NodeKind } from '#flows/nodes/definitions.ts'

/** What the assistant of {@link frontDesk} says first, and what to somebody whom it takes back. */
export const greeting = 'Harbour Bikes, I am the assistant. How can I help you?'
export const greetingOfReturn = 'I am sorry, nobody is free at the moment. May I take a message?'

/**
 * An assistant answers; whoever wants a person is led to the chain, and back when nobody answers there.
 * @param config what is not as by default in its settings
 */
export function frontDesk(config: Readonly<Record<string, unknown>> = {}): Flow {
  return {
    format: 1,
    name: 'AI front desk',
    nodes: [
      node('call', 'incoming-call'),
      node('desk', 'ai-answers', {
        persona: 'You are friendly.',
        greeting,
        greetingOfReturn,
        maxSeconds: 60,
        ...config,
      }),
      node('people', 'priority-chain', { seconds: 5 }),
      node('sorry', 'play', { text: 'Please call again later.' }),
      node('end', 'hang-up'),
    ],
    edges: [
      { from: 'call', exit: 'next', to: 'desk' },
      { from: 'desk', exit: 'wants-person', to: 'people' },
      { from: 'desk', exit: 'failed', to: 'people' },
      { from: 'desk', exit: 'limit-reached', to: 'sorry' },
      { from: 'people', exit: 'exhausted', to: 'desk' },
      { from: 'people', exit: 'nobody', to: 'sorry' },
      { from: 'sorry', exit: 'next', to: 'end' },
    ],
  }
}

function node(id: string, kind: NodeKind, config: Record<string, unknown> = {}): Flow['nodes'][number] {
  return { id, kind, title: id, config, position: { x: 0, y: 0 } }
}
