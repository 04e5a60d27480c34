import { randomUUID } from 'node:crypto'
import type { Account } from './account.ts'
import type { BusinessNumber, Resources } from './carrier/resources.ts'
import type { Clock } from './clock.ts'
import type { Faults } from './faults.ts'
import type { Journal } from './journal.ts'
import type { Callbacks } from './outgoing/callbacks.ts'
import { exchange } from './outgoing/exchange.ts'
import { signatureHeaders } from './outgoing/signature.ts'
import { webhookTimeouts } from './outgoing/timeouts.ts'
import { segments } from './segments.ts'
import { ScriptFailure, type ScriptIssue } from './swml/issue.ts'
import { playTextAnswer, type Reply } from './text-answer.ts'

/** Where a text stands. */
export type MessageStatus = 'queued' | 'initiated' | 'sent' | 'delivered' | 'undelivered' | 'failed' | 'received'

/** Why a text did not arrive, in the codes of the Compatibility API. */
interface DeliveryError {
  code: string
  message: string
}

/** A text, from outside to a business number or the other way. */
export interface Message {
  id: string
  direction: 'inbound' | 'outbound'
  from: string
  to: string
  body: string
  media: string[]
  /** Sent with pictures, or as if it were. */
  isMms: boolean
  segments: number
  status: MessageStatus
  /** Every status so far, with its time in milliseconds. */
  history: { status: MessageStatus; at: number }[]
  error: DeliveryError | null
  /** The part of its handler's answer that could not be carried out. */
  answerError: ScriptIssue | null
  statusUrl: string | null
  variables: Record<string, string>
  createdAt: number
}

type Text = Pick<Message, 'from' | 'to' | 'body' | 'media'>

interface Parts {
  account: Account
  clock: Clock
  callbacks: Callbacks
  faults: Faults
  journal: Journal
  resources: Resources
}

const STEP_MS = 300

/** Numbers whose texts end as their names say; see the control plane's contract. */
const UNDELIVERED = '+12025550180'
const FAILED = '+12025550181'
const TOLD_TWICE = '+12025550182'
const OPTS_OUT = '+12025550184'
const OPT_OUT_MS = 1000

const ERRORS: Partial<Record<MessageStatus, DeliveryError>> = {
  undelivered: { code: '30005', message: 'Unknown destination handset' },
  failed: { code: '30008', message: 'Unknown error' },
}

/** Texts both ways, with their delivery. An MMS never gets past "sent", as on the carrier. */
export class Messages {
  private readonly byId = new Map<string, Message>()
  /** Automatic replies never lead to another text: handler and person would write to each other for ever. */
  private readonly replies = new Set<string>()
  private readonly parts: Parts

  constructor(parts: Parts) {
    this.parts = parts
  }

  /** The product sends a text; its states follow by themselves. */
  send(text: Text & { asMms: boolean; statusUrl: string | null; variables: Record<string, string> }): Message {
    const { asMms, ...rest } = text
    const message = this.keep({
      ...rest,
      direction: 'outbound',
      status: 'queued',
      isMms: asMms || text.media.length > 0,
    })
    this.progress(message, ['initiated', ...this.fateOf(message)])
    return message
  }

  /** Somebody texts a business number; its handler is told. */
  arrive(text: Text, number: BusinessNumber): Message {
    const message = this.keep({
      ...text,
      direction: 'inbound',
      status: 'received',
      isMms: text.media.length > 0,
      statusUrl: null,
      variables: {},
    })
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

  /** Erases the words of a text for good. */
  redact(message: Message): void {
    message.body = ''
  }

  private keep(fields: Omit<Message, 'id' | 'createdAt' | 'segments' | 'history' | 'error' | 'answerError'>): Message {
    const createdAt = this.parts.clock.now()
    const message: Message = {
      id: randomUUID(),
      createdAt,
      ...fields,
      segments: segments(fields.body),
      history: [{ status: fields.status, at: createdAt }],
      error: null,
      answerError: null,
    }
    this.byId.set(message.id, message)
    return message
  }

  private fateOf({ to, isMms }: Message): MessageStatus[] {
    const trouble = this.parts.faults.delivery()
    if (to === FAILED || trouble === 'failed') return ['failed']
    if (to === UNDELIVERED || trouble === 'undelivered') return ['sent', 'undelivered']
    return isMms ? ['sent'] : ['sent', 'delivered']
  }

  private progress(message: Message, [next, ...rest]: MessageStatus[]): void {
    if (!next) return this.settle(message)
    const { callbacks, clock } = this.parts
    clock.after(STEP_MS, () => {
      message.status = next
      message.error = ERRORS[next] ?? null
      message.history.push({ status: next, at: clock.now() })
      if (message.statusUrl)
        callbacks.send({
          url: message.statusUrl,
          key: message.id,
          body: this.statusBody(message),
          ...(message.to === TOLD_TWICE ? { quirk: 'twice' as const } : {}),
        })
      this.progress(message, rest)
    })
  }

  /** One number does not want to be texted, and says so. */
  private settle({ id, from, to }: Message): void {
    if (to !== OPTS_OUT || this.replies.has(id)) return
    this.parts.clock.after(OPT_OUT_MS, () => {
      const number = this.parts.resources.numberAt(from)
      if (number) this.arrive({ from: to, to: from, body: 'STOP', media: [] }, number)
    })
  }

  /** Flat, not in the event envelope. */
  private statusBody(message: Message): object {
    const { id, status, to, from, body, variables, error } = message
    return {
      id,
      project_id: this.parts.account.projectId,
      status,
      to,
      from,
      body,
      number_of_segments: message.segments,
      timestamp: new Date(this.parts.clock.now()).toISOString(),
      error_code: error?.code ?? null,
      error_message: error?.message ?? null,
      ...(Object.keys(variables).length > 0 ? { custom_variables: variables } : {}),
    }
  }

  /** Only a resource is told: of the handlers that a number's own fields name, none is played. */
  private handlerUrl(number: BusinessNumber): string | undefined {
    const resource = number.messageResource ? this.parts.resources.get(number.messageResource) : undefined
    return resource?.kind === 'swml_webhook' ? resource.primaryUrl : undefined
  }

  /** Posts the text, signed, and carries out what the answer asks for. */
  private async tellHandler(message: Message, url: string): Promise<void> {
    const { account, journal } = this.parts
    const { id, from, to, body, media, createdAt } = message
    const payload = JSON.stringify({
      message: {
        message_id: id,
        project_id: account.projectId,
        space_id: account.spaceId,
        direction: 'inbound',
        type: message.isMms ? 'mms' : 'sms',
        from,
        to,
        body,
        media: media.map((one) => ({ url: one, content_type: 'application/octet-stream', size: 0 })),
        segments: message.segments,
        timestamp: new Date(createdAt).toISOString(),
      },
      params: {},
    })
    const { connectMs, readMs } = webhookTimeouts(url)
    const headers = {
      'Content-Type': 'application/json',
      ...signatureHeaders({ signingKey: account.signingKey, url, body: payload }),
    }
    const answer = await exchange({ method: 'POST', url, headers, body: payload, connectMs, totalMs: readMs }, journal)
    try {
      if (answer.kind === 'failure') throw new ScriptFailure('relay_script_parse_error', `${url}: ${answer.why}`)
      if (answer.status < 200 || answer.status >= 300)
        throw new ScriptFailure('relay_script_parse_error', `${url} answered ${String(answer.status)}`)
      playTextAnswer(answer.body, {
        about: { message_id: id, from, to, body, media },
        send: (reply) => this.reply(reply),
      })
    } catch (error) {
      if (!(error instanceof ScriptFailure)) throw error
      message.answerError = error.issue
    }
  }

  /** @throws ScriptFailure when the sender is not a number of the account */
  private reply(reply: Reply): void {
    if (!this.parts.resources.numberAt(reply.from))
      throw new ScriptFailure(
        'relay_script_method_execute_failed',
        `reply: ${reply.from} is not a number of this project`,
      )
    this.replies.add(this.send({ ...reply, asMms: false, variables: {} }).id)
  }
}
