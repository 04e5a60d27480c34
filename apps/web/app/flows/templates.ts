import aiAfterHours from '#flows/examples/ai-after-hours/flow.json' with { type: 'json' }
import aiFrontDesk from '#flows/examples/ai-front-desk/flow.json' with { type: 'json' }
import callbackLine from '#flows/examples/callback-line/flow.json' with { type: 'json' }
import clinic from '#flows/examples/clinic/flow.json' with { type: 'json' }
import holidayClosing from '#flows/examples/holiday-closing/flow.json' with { type: 'json' }
import lawFirm from '#flows/examples/law-firm/flow.json' with { type: 'json' }
import onCallRota from '#flows/examples/on-call-rota/flow.json' with { type: 'json' }
import quick from '#flows/examples/quick.json' with { type: 'json' }
import restaurant from '#flows/examples/restaurant/flow.json' with { type: 'json' }
import salesChain from '#flows/examples/sales-chain/flow.json' with { type: 'json' }
import sales from '#flows/examples/sales.json' with { type: 'json' }
import solo from '#flows/examples/solo/flow.json' with { type: 'json' }
import supportHours from '#flows/examples/support-hours/flow.json' with { type: 'json' }
import support from '#flows/examples/support.json' with { type: 'json' }
import twoLanguages from '#flows/examples/two-languages/flow.json' with { type: 'json' }
import type { TemplateName } from './template-words.ts'

/** The document of a new flow, with its own name. */
export function templateDocument(template: TemplateName, name: string): unknown {
  return { ...documents[template], name }
}

const entry = { title: 'Incoming call' }
const message = { title: 'Voicemail' }

const documents = {
  empty: {
    format: 1,
    nodes: [{ id: 'in', kind: 'incoming-call', title: 'Incoming call', config: {}, position: { x: 0, y: 0 } }],
    edges: [],
  },
  sales: reworded(sales, {
    in: entry,
    chain: { title: 'Ring in order' },
    voicemail: { ...message, greeting: 'Nobody can take your call right now. Please leave a message after the tone.' },
  }),
  support: reworded(support, {
    in: entry,
    welcome: { text: 'Welcome. One moment, please.' },
    voicemail: { ...message, greeting: 'Everyone is busy. Please leave a message after the tone.' },
  }),
  quick: reworded(quick, { in: entry, voicemail: message }),
  solo,
  'sales-chain': salesChain,
  'support-hours': supportHours,
  clinic,
  restaurant,
  'law-firm': lawFirm,
  'holiday-closing': holidayClosing,
  'ai-front-desk': aiFrontDesk,
  'ai-after-hours': aiAfterHours,
  'on-call-rota': onCallRota,
  'two-languages': twoLanguages,
  'callback-line': callbackLine,
} satisfies Record<TemplateName, object>

interface Example {
  readonly nodes: readonly { readonly id: string; readonly title: string; readonly config: object }[]
}

interface Words {
  readonly title?: string
  readonly text?: string
  readonly greeting?: string
}

/** The examples speak for the demo's lines; a new flow begins with words that suit anybody. */
function reworded<Document extends Example>(document: Document, words: Readonly<Record<string, Words>>) {
  const nodes = document.nodes.map((node) => {
    const { title = node.title, ...texts } = words[node.id] ?? {}
    return { ...node, title, config: { ...node.config, ...texts } }
  })
  return { ...document, nodes }
}
