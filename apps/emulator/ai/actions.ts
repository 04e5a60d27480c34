import { z } from 'zod'
import { readDocument, readDocumentText, type ReadDocument } from '../swml/document.ts'
import { amount, flag, type Outcome } from '../swml/session.ts'
import { countTransfer, whereTo } from '../swml/verbs/flow.ts'
import type { Conversation } from './conversation.ts'

/** What becomes of a conversation by an action: it goes on, it ends and its document goes on, or the call goes elsewhere. */
export type After = 'goes-on' | 'ends' | Outcome

/** Does to the call what a tool's answer says, one action after another until one ends the conversation. @throws Interrupted, ScriptFailure */
export async function obey(talk: Conversation, actions: readonly Record<string, unknown>[]): Promise<After> {
  for (const action of actions) {
    for (const [name, value] of Object.entries(action)) {
      // it belongs to the document beside it
      if (name === 'transfer' && 'SWML' in action) continue
      const after = await obeyOne(talk, { name, value, transfer: flag.catch(false).parse(action.transfer ?? false) })
      if (after !== 'goes-on') return after
    }
  }
  return 'goes-on'
}

const holdOrder = z.union([amount, z.looseObject({ timeout: amount.default(300) }).transform((one) => one.timeout)])
const transferOrder = z.union([z.string().transform((dest) => ({ dest })), z.looseObject({ dest: z.string() })])
const toggles = z.array(z.looseObject({ function: z.string(), active: flag }))
const names = z.union([z.string().transform((name) => [name]), z.array(z.string())])
const record = z.record(z.string(), z.unknown())

async function obeyOne(
  talk: Conversation,
  { name, value, transfer }: { name: string; value: unknown; transfer: boolean },
): Promise<After> {
  const { session } = talk
  switch (name) {
    case 'SWML':
      return await runDocument(talk, { value, transfer })
    case 'transfer': {
      const { dest } = transferOrder.parse(value)
      if (session.services.settings.aiTransferCounts) countTransfer(session)
      return { kind: 'transfer', params: {}, ...(await whereTo(session, { dest, params: {}, verb: 'transfer' })) }
    }
    case 'say':
      await talk.speak(z.string().parse(value))
      return 'goes-on'
    case 'stop':
      return flag.parse(value) ? 'ends' : 'goes-on'
    case 'hangup':
      return flag.parse(value) ? { kind: 'hangup', reason: 'hangup' } : 'goes-on'
    case 'hold':
      return (await talk.hold(Math.min(MOST_HOLD, holdOrder.parse(value)))) === 'stopped' ? 'ends' : 'goes-on'
    case 'toggle_functions':
      for (const { function: tool, active } of toggles.parse(value))
        for (const one of talk.tools) if (one.function === tool) one.active = active
      return 'goes-on'
    case 'set_global_data':
      if (talk.order.params.swaig_set_global_data) talk.globalData = { ...talk.globalData, ...record.parse(value) }
      return 'goes-on'
    case 'unset_global_data':
      for (const key of names.parse(value)) delete talk.globalData[key]
      return 'goes-on'
    case 'user_input':
      talk.inbox.put({ kind: 'words', text: z.string().parse(value), ms: 0 })
      return 'goes-on'
    default:
      session.leg.note('carrier', 'notes', `ai: action ${name.slice(0, 100)}`)
      return 'goes-on'
  }
}

/** The carrier holds nobody for longer. Seconds. */
const MOST_HOLD = 900

async function runDocument(
  talk: Conversation,
  { value, transfer }: { value: unknown; transfer: boolean },
): Promise<After> {
  const { session } = talk
  if (!talk.order.params.swaig_allow_swml) {
    session.leg.note('carrier', 'error', 'ai: a document in a tool’s answer is not allowed by swaig_allow_swml')
    return 'goes-on'
  }
  const document = checked(typeof value === 'string' ? readDocumentText(value) : readDocument(value))
  if ('why' in document) {
    session.leg.note('carrier', 'error', `ai: the document in a tool’s answer: ${document.why}`)
    return 'goes-on'
  }
  if (!transfer) {
    const outcome = await session.within(document.read).runList(document.read.sections.main ?? [])
    return outcome.kind === 'hangup' || outcome.kind === 'transfer' ? outcome : 'goes-on'
  }
  if (session.services.settings.aiTransferCounts) countTransfer(session)
  return { kind: 'transfer', document: document.read, section: 'main', params: {} }
}

function checked(answer: ReadDocument) {
  return answer.ok ? { read: answer.document } : { why: answer.issues[0].message }
}
