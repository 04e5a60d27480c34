import { randomUUID } from 'node:crypto'
import type { Account } from './account.ts'
import type { BusinessNumber, Resources } from './carrier/resources.ts'
import type { Clock } from './clock.ts'
import type { Journal } from './journal.ts'
import type { Callbacks } from './outgoing/callbacks.ts'
import { exchange } from './outgoing/exchange.ts'
import { signatureHeaders } from './outgoing/signature.ts'
import { webhookTimeouts } from './outgoing/timeouts.ts'

/** A text, from outside to a business number or the other way. */
export interface Message {
  id: string
  direction: 'inbound' | 'outbound'
  from: string
  to: string
  body: string
  media: string[]
  status: 'queued' | 'sent' | 'delivered' | 'received'
  statusUrl: string | null
  variables: Record<string, string>
  createdAt: number
}

type Text = Pick<Message, 'from' | 'to' | 'body' | 'media'>

const STEP_MS = 300

/** Texts both ways, with their delivery. An MMS never gets past "sent", as on the carrier. */
export class Messages {
  private readonly byId = new Map<string, Message>()
  private readonly parts: { account: Account; clock: Clock; callbacks: Callbacks; journal: Journal; resources: Resources }

  constructor(parts: { account: Account; clock: Clock; callbacks: Callbacks; journal: Journal; resources: Resources }) {
    this.parts = parts
  }

  /** The product sends a text; its states follow by themselves. */
  send(text: Text & { statusUrl: string | null; variables: Record<string, string> }): Message {
    const message = this.keep({ ...text, direction: 'outbound', status: 'queued' })
    this.progress(message, message.media.length > 0 ? ['sent'] : ['sent', 'delivered'])
    return message
  }

  /** Somebody texts a business number; its handler is told. */
  arrive(text: Text, number: BusinessNumber): Message {
    const message = this.keep({ ...text, direction: 'inbound', status: 'received', statusUrl: null, variables: {} })
    const url = this.handlerUrl(number)
    if (url) void this.tellHandler(message, url)
    return message
  }

  /** Newest first. */
  all(): Message[] {
    return [...this.byId.values()].reverse()
  }

  get(id: string): Message | undefined {
    return this.byId.get(id)
  }

  private keep(fields: Omit<Message, 'id' | 'createdAt'>): Message {
    const message = { id: randomUUID(), createdAt: this.parts.clock.now(), ...fields }
    this.byId.set(message.id, message)
    return message
  }

  private progress(message: Message, [next, ...rest]: Message['status'][]): void {
    if (!next) return
    this.parts.clock.after(STEP_MS, () => {
      message.status = next
      if (message.statusUrl) this.parts.callbacks.send({ url: message.statusUrl, key: message.id, body: this.statusBody(message) })
      this.progress(message, rest)
    })
  }

  /** Flat, not in the event envelope. */
  private statusBody(message: Message): object {
    const { id, status, to, from, body, variables } = message
    return {
      id,
      project_id: this.parts.account.projectId,
      status,
      to,
      from,
      body,
      number_of_segments: segments(body),
      timestamp: new Date(this.parts.clock.now()).toISOString(),
      error_code: null,
      error_message: null,
      ...(Object.keys(variables).length > 0 ? { custom_variables: variables } : {})
    }
  }

  private handlerUrl(number: BusinessNumber): string | undefined {
    const resource = number.messageResource ? this.parts.resources.get(number.messageResource) : undefined
    return resource?.kind === 'swml_webhook' ? resource.primaryUrl : number.fields.message_request_url
  }

  /** Posts the text, signed. What the answer asks for is not carried out. */
  private async tellHandler(message: Message, url: string): Promise<void> {
    const { account, journal } = this.parts
    const { id, from, to, body, media, createdAt } = message
    const payload = JSON.stringify({
      message: {
        message_id: id,
        project_id: account.projectId,
        space_id: account.spaceId,
        direction: 'inbound',
        type: media.length > 0 ? 'mms' : 'sms',
        from,
        to,
        body,
        media: media.map((one) => ({ url: one, content_type: 'application/octet-stream', size: 0 })),
        segments: segments(body),
        timestamp: new Date(createdAt).toISOString()
      },
      params: {}
    })
    const { connectMs, readMs } = webhookTimeouts(url)
    const headers = { 'Content-Type': 'application/json', ...signatureHeaders({ signingKey: account.signingKey, url, body: payload }) }
    await exchange({ method: 'POST', url, headers, body: payload, connectMs, totalMs: readMs }, journal)
  }
}

/** How many short messages a text takes. */
export function segments(body: string): number {
  return Math.max(1, Math.ceil(body.length / (body.length > 160 ? 153 : 160)))
}
