import { join } from 'node:path'
import express, { type Request } from 'express'
import { WorkflowNotFoundError } from '@temporalio/client'
import { arrivalOf } from '#infra/call-store/arrivals.ts'
import { LiveNumbers } from '#apps/web/carrier/live-numbers.ts'
import { callerInWords } from '#flows/call/facts.ts'
import type { ClaimReply } from '#flows/call/call-words.ts'
import { DatabaseStore } from '#infra/call-store/database-store.ts'
import { DATABASE_PATIENCE, type CallKey } from '#infra/call-store/store.ts'
import { liveNumbers } from '#infra/db/number/live-numbers.ts'
import { openDatabase } from '#infra/db/orm.ts'
import { readEnv } from '#infra/env.ts'
import { createLog } from '#infra/log.ts'
import { claimAnswer } from '#infra/signalwire/documents/replies.ts'
import { stepDocument } from '#infra/signalwire/documents/step.ts'
import { readDocumentFetch, readNews } from '#infra/signalwire/news.ts'
import { signatures } from '#infra/signalwire/signature.ts'
import { carrierUrls, type CarrierAddress } from '#infra/signalwire/urls.ts'
import { temporalClient } from '#infra/temporal/client.ts'
import { callWorkflowId } from '#workflows/messages.ts'
import type { naiveCall } from './call.ts'
import {
  CALLBACK_SIGNAL,
  NAIVE_CLAIM_UPDATE,
  NAIVE_WORKFLOW,
  naiveTaskQueue,
  shapeOf,
  type Callback,
} from './messages.ts'

/**
 * The web of the naive build: the workflow is started before the first document is answered, and every callback becomes
 * a signal. Signatures, tokens, arrivals, documents and rows are the product's.
 */
const env = readEnv()
const log = createLog('naive web')
const db = await openDatabase({ url: env.DATABASE_APP_URL })
const client = temporalClient(env)
const store = new DatabaseStore(db, DATABASE_PATIENCE)
const urls = carrierUrls({ publicUrl: env.PUBLIC_URL, secret: env.TOKEN_SECRET })
const checkSignature = signatures({ publicUrl: env.PUBLIC_URL, keys: [env.SIGNALWIRE_SIGNING_KEY] })
const numbers = new LiveNumbers(() => liveNumbers(db), join(env.DATA_DIR, 'naive', 'live-numbers.json'), log)
await numbers.begin()

const app = express()
app.disable('x-powered-by').disable('etag')
app.get('/healthz', (_request, response) => void response.json({ status: 'ok' }))
app.use(express.raw({ type: () => true, limit: '1mb' }))
app.post('/{*path}', async (request, response) => {
  const read = urls.read(request.originalUrl)
  const verdict = checkSignature({
    target: request.originalUrl,
    body: bytesOf(request),
    header: (name) => request.get(name),
  })
  if (read.kind !== 'known' || verdict !== 'valid') return void response.status(403).json({ error: 'Forbidden' })
  response.json(await handle(read.address, JSON.parse(bytesOf(request).toString('utf8'))))
})
app.listen(env.WEB_PORT)

async function handle(address: CarrierAddress, body: unknown): Promise<unknown> {
  const at = Date.now()
  switch (address.to) {
    case 'number-document':
      return await arrive(address.number, body, at)
    case 'leg-status':
      return await legNews(address, body, at)
    case 'claim':
      return claimAnswer(
        await workflowOf(address.call).executeUpdate<ClaimReply, [string]>(NAIVE_CLAIM_UPDATE, { args: [address.leg] }),
      )
    case 'begun':
      return await tell(address.call, { kind: 'begun', at })
    case 'leg-begun':
      return await tell(address.call, { kind: 'joining', at })
    case 'leg-word':
      await tell(address.call, { kind: 'left', at })
      return { reply: 'over' }
    case 'number-status': {
      const news = readNews(body)
      return news.kind === 'leg-ended' ? await tell(news.call, { kind: 'caller-ended', at }) : {}
    }
    default:
      return { reply: 'alone' }
  }
}

async function arrive(id: string, body: unknown, now: number): Promise<unknown> {
  const { call, from } = readDocumentFetch(body)
  const number = numbers.get(id)
  if (!number) throw new Error(`no flow answers at the number ${id}`)
  const arrival = await store.freeze(await arrivalOf(number, { call, from }, now))
  const { facts, organisation, plan } = arrival
  await client.workflow.start<typeof naiveCall>(NAIVE_WORKFLOW, {
    workflowId: callWorkflowId(call),
    taskQueue: naiveTaskQueue(shapeOf(call)),
    args: [arrival],
  })
  const step = { n: 1, list: [{ do: 'park', for: 70_000 }], node: plan.start, ladder: [], by: 'pull' } as const
  return stepDocument({ organisation, call, number: facts.number, caller: callerInWords(facts.caller), step, urls })
}

async function legNews(
  { organisation, call, leg }: CallKey & { readonly leg: string },
  body: unknown,
  now: number,
): Promise<object> {
  const news = readNews(body)
  if (news.kind === 'leg-ended') return await tell(call, { kind: 'leg-ended', leg, why: news.why, at: news.at ?? now })
  if (news.kind !== 'leg') return {}
  const at = news.at ?? now
  // people who look at the call see these, in the product too
  if (news.state === 'ringing')
    await store.append({ organisation, call }, [
      { key: `web:ringing:${leg}`, event: { at, node: null, what: { kind: 'phone-rings', leg } } },
    ])
  if (news.state === 'answered')
    await store.append({ organisation, call }, [
      { key: `web:answered:${leg}`, event: { at, node: null, what: { kind: 'picked-up', leg } } },
    ])
  return await tell(call, { kind: 'leg', leg, state: news.state, at })
}

async function tell(call: string, callback: Callback): Promise<object> {
  try {
    await workflowOf(call).signal<[Callback]>(CALLBACK_SIGNAL, callback)
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error // the last callbacks come when it has closed
  }
  return {}
}

function workflowOf(call: string) {
  return client.workflow.getHandle(callWorkflowId(call))
}

function bytesOf(request: Request): Buffer {
  return Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
}
