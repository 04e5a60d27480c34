import express, { type Request, type Response, type Router } from 'express'
import type { Logger } from 'pino'
import { z } from 'zod'
import { foreignJson, Unreadable } from '#infra/foreign-text.ts'
import { aboutCall } from '#infra/signalwire/documents/about-call.ts'
import { againDocument } from '#infra/signalwire/documents/again.ts'
import { legDocument } from '#infra/signalwire/documents/leg-step.ts'
import { claimAnswer, type ClaimAnswer, type QuestionReply } from '#infra/signalwire/documents/replies.ts'
import { stepDocument } from '#infra/signalwire/documents/step.ts'
import { swml, type Swml } from '#infra/signalwire/documents/swml.ts'
import { readDocumentFetch } from '#infra/signalwire/news.ts'
import {
  begunBody,
  claimBody,
  ladderBody,
  numberWordBody,
  wordBody,
  type LadderBody,
} from '#infra/signalwire/reports.ts'
import { aiReport } from '#infra/signalwire/verbs/converse/ai-report.ts'
import { toolCall } from '#infra/signalwire/verbs/converse/tool-call.ts'
import type { SignatureVerdict, SignedRequest } from '#infra/signalwire/signature.ts'
import type { CarrierAddress, CarrierUrls } from '#infra/signalwire/urls.ts'
import { inOrganisation } from '#infra/temporal/organisation-scope.ts'
import type { Arrival } from '#flows/call/arrival.ts'
import type { Speech } from '#flows/speech/speech.ts'
import type { Step } from '#flows/verbs/instruction.ts'
import { firstStep } from '#infra/call-store/arrivals.ts'
import type { Assistants } from './assistants.ts'
import type { Callbacks } from './callbacks.ts'
import type { Counters } from './counters.ts'
import { frozen } from './frozen.ts'
import {
  mustBeSigned,
  NOT_THE_CARRIER,
  NOTHING_HERE,
  refusedForeignRequest,
  type CarrierRefusal,
} from './carrier-guard.ts'
import type { LegQuestions } from './leg-questions.ts'
import type { LiveNumbers } from './live-numbers.ts'
import { WAITS_AT_MOST, type Questions } from './questions.ts'
import type { CallKey, CallStore } from '#infra/call-store/store.ts'
import type { TemporalCalls } from './temporal-calls.ts'

export interface CarrierEdge {
  readonly urls: CarrierUrls
  readonly checkSignature: (request: SignedRequest) => SignatureVerdict
  readonly numbers: LiveNumbers
  readonly store: CallStore
  readonly calls: TemporalCalls
  readonly questions: Questions
  readonly legQuestions: LegQuestions
  readonly callbacks: Callbacks
  readonly assistants: Assistants
  readonly counters: Counters
  readonly log: Logger
}

/**
 * Everything that the carrier calls. It stands before the pages, on the raw bytes, because it must
 * answer while everything else is down: documents never fail, callbacks are answered at once.
 */
export function carrierRouter(edge: CarrierEdge): Router {
  const router = express.Router()
  // a report on a conversation repeats all that its tools were told
  router.use(/^\/.*\/steps\/\d+\/report$/, express.raw({ type: () => true, limit: '8mb' }))
  router.use(express.raw({ type: () => true, limit: '1mb' }))
  router.post('/{*path}', (request, response) => {
    answer(edge, request)
      .then(({ status, body }) => send(response, status, body))
      .catch((error: unknown) => {
        const { status, body } = troubleWith(edge, request, error)
        send(response, status, body)
      })
  })
  return router
}

interface Answer {
  readonly status: number
  readonly body: unknown
}

async function answer(edge: CarrierEdge, request: Request): Promise<Answer> {
  const read = edge.urls.read(request.originalUrl)
  if (read.kind === 'unknown') return refusal(NOTHING_HERE)
  // express.raw leaves an empty object when there is no body
  const bytes: Buffer = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
  const verdict = edge.checkSignature({ target: request.originalUrl, body: bytes, header: (name) => request.get(name) })
  if (read.kind === 'forged' || verdict === 'wrong' || (mustBeSigned(read.address) && verdict !== 'valid')) {
    refusedForeignRequest(edge, { path: request.path, signature: verdict, token: read.kind })
    return refusal(NOT_THE_CARRIER)
  }
  edge.counters.count(read.address.to)
  return {
    status: 200,
    body: await inAddress(read.address, () => handle(edge, read.address, foreignJson(bytes) ?? {})),
  }
}

/** What cannot be read is its sender's mistake, and only worth a line. */
function troubleWith({ counters, log }: CarrierEdge, { path }: Request, error: unknown): Answer {
  if (error instanceof Unreadable) {
    counters.count('unreadable')
    log.warn({ path, why: error.message }, 'A request of the carrier could not be read')
    return { status: 400, body: { error: error.message } }
  }
  counters.count('failed')
  log.error({ error, path }, 'A request of the carrier could not be answered')
  return { status: 500, body: { error: 'Something went wrong on our side.' } }
}

const refusal = ({ status, sentence }: CarrierRefusal): Answer => ({ status, body: { error: sentence } })

/** What it leads to at Temporal is the organisation's whose call it is; a number's own document comes before all that. */
function inAddress<T>(address: CarrierAddress, work: () => T): T {
  return 'organisation' in address ? inOrganisation(address.organisation, work) : work()
}

async function handle(edge: CarrierEdge, address: CarrierAddress, body: unknown): Promise<unknown> {
  const now = Date.now()
  switch (address.to) {
    case 'number-document':
      return await arrive(edge, address.number, body, now)
    case 'number-word':
      return await fallbackWord(edge, address, body, now)
    case 'number-status':
      return acknowledged(edge, edge.callbacks.number(address.organisation, body, now))
    case 'step-document': {
      const found = await edge.questions.step(keyOf(address), address)
      return found ? rendered(edge, found.arrival, found.step) : againDocument(edge.urls.of(address))
    }
    case 'word':
      return await edge.questions.next(keyOf(address), address, said(wordBody, body))
    case 'begun': {
      const { joins } = said(begunBody, body)
      const writing = edge.callbacks.begun(keyOf(address), address.step, now)
      if (!joins) return acknowledged(edge, writing)
      // the document says it again until it is answered: not before it is kept
      const kept = await writing
      return acknowledged(edge, edge.callbacks.joins(keyOf(address), address.step, { kept, now }))
    }
    case 'claim':
      return await claim(edge, keyOf(address), address.leg, body)
    case 'leg-begun':
      return acknowledged(
        edge,
        edge.callbacks.legBegins(keyOf(address), address, { joins: said(begunBody, body).joins, now }),
      )
    case 'leg-word': {
      const word = said(wordBody, body)
      if (word.result?.kind === 'left-room')
        acknowledged(edge, edge.callbacks.inRoom(keyOf(address), address.leg, { at: 'left', now }))
      return await edge.legQuestions.next(keyOf(address), address, word)
    }
    case 'leg-document': {
      const [step, speech] = await Promise.all([
        edge.legQuestions.step(keyOf(address), address),
        speechOf(edge, keyOf(address)),
      ])
      return legDocument({ ...address, step, speech, urls: edge.urls })
    }
    case 'leg-status':
      return acknowledged(edge, edge.callbacks.leg(keyOf(address), address.leg, body, now))
    case 'tools':
      return await edge.assistants.tool(keyOf(address), address, said(toolCall, body))
    case 'ai-report':
      // it is repeated until it is answered: not before it is kept
      await edge.assistants.report(keyOf(address), address.step, said(aiReport, body), now)
      return {}
    case 'recording':
      return acknowledged(edge, edge.callbacks.recording(keyOf(address), body, now))
    case 'ladder':
      return await aboutLadder(edge, keyOf(address), said(ladderBody, body), now)
    case 'ladder-status':
      return acknowledged(edge, edge.callbacks.ladderStatus(keyOf(address), body, now))
  }
}

/** A call comes in: it is frozen, and its first document is answered without asking anybody. */
async function arrive(edge: CarrierEdge, id: string, body: unknown, now: number): Promise<Swml> {
  const fetched = fetchOf(body)
  const number = edge.numbers.get(id)
  if (!number) {
    edge.log.warn({ number: id, call: fetched.call }, 'A call came to a number without a live flow')
    return swml([{ play: { url: 'say:This number is not in service.' } }, { hangup: { reason: 'hangup' } }])
  }
  const arrival = await frozen(edge, number, { call: fetched.call, from: fetched.from }, now)
  return rendered(edge, arrival, await firstStep(arrival))
}

/** The number's static document asks: a call without an arrival arrives by this word. */
async function fallbackWord(
  edge: CarrierEdge,
  address: { readonly organisation: string; readonly number: string },
  body: unknown,
  now: number,
): Promise<QuestionReply | Record<string, never>> {
  const word = said(numberWordBody, body)
  const number = edge.numbers.get(address.number)
  const key: CallKey = { organisation: address.organisation, call: word.call }
  if (!number) return { reply: 'alone' }
  const arrival = await frozen(edge, number, { call: word.call, from: word.from }, now)
  if (word.what !== 'word')
    return await aboutLadder(
      edge,
      key,
      { step: 1, from: arrival.plan.start, what: word.what, recording: word.recording },
      now,
    )
  if (await edge.store.drivenByDocument(key)) return { reply: 'alone' }
  return {
    reply: 'next',
    url: edge.urls.of({
      to: 'step-document',
      organisation: arrival.organisation,
      call: word.call,
      step: 1,
      from: arrival.plan.start,
    }),
  }
}

/** A document that decides alone asks right beforehand whether it may; the rest it only reports. */
async function aboutLadder(
  edge: CarrierEdge,
  key: CallKey,
  body: LadderBody,
  now: number,
): Promise<QuestionReply | Record<string, never>> {
  if (body.what === 'alone') return await edge.questions.alone(key, { step: body.step ?? 1, from: body.from })
  return acknowledged(edge, edge.callbacks.ladder(key, body, now))
}

async function claim(edge: CarrierEdge, key: CallKey, leg: string, body: unknown): Promise<ClaimAnswer> {
  const { call: carrier } = said(claimBody, body)
  const asked = await edge.calls.claim(key.call, { leg, carrier, waits: WAITS_AT_MOST })
  if (asked.kind === 'answered') {
    const { answer } = asked
    return claimAnswer(answer, answer.kind === 'taken' ? await speechOf(edge, key) : undefined)
  }
  return asked.kind === 'closed' ? { reply: 'gone' } : { reply: 'again' }
}

/** How a call is spoken in; the carrier's own English while its arrival cannot be read. */
async function speechOf({ store }: CarrierEdge, key: CallKey): Promise<Speech | undefined> {
  return (await store.read(key).catch(() => null))?.facts.speech
}

function rendered(edge: CarrierEdge, arrival: Arrival, step: Step): Swml {
  return stepDocument({ ...aboutCall(arrival, edge.urls), step })
}

/** The carrier need not wait for what a callback does; trouble with it is ours. */
function acknowledged(edge: CarrierEdge, work: Promise<unknown>): Record<string, never> {
  work.catch((error: unknown) => {
    edge.counters.count('failed')
    edge.log.error({ error }, 'What a callback told could not be kept')
  })
  return {}
}

function said<T>(form: z.ZodType<T>, body: unknown): T {
  const result = form.safeParse(body)
  if (!result.success) throw new Unreadable(`The body does not say what it must: ${z.prettifyError(result.error)}`)
  return result.data
}

function fetchOf(body: unknown): ReturnType<typeof readDocumentFetch> {
  try {
    return readDocumentFetch(body)
  } catch {
    throw new Unreadable(
      'The body names no call: a document is fetched with call.call_id, an id of at most 200 letters, digits and marks of -_.:~@+=.',
    )
  }
}

const keyOf = (address: CallKey): CallKey => ({ organisation: address.organisation, call: address.call })

function send(response: Response, status: number, body: unknown): void {
  response.status(status).type('application/json').send(JSON.stringify(body))
}
