import { setTimeout as pause } from 'node:timers/promises'
import { text } from 'node:stream/consumers'
import type { Answer, FetchOrder, Outside } from '#flows/call/exchange.ts'
import { nodeOfVisit } from '#flows/call/outside.ts'
import type { FetchOutcome, OutboundRequest } from '#flows/live-call.ts'
import { BETWEEN_TRIES } from '#flows/rehearsal/outside-world.ts'
import { climbs } from '#flows/values/climbs.ts'
import { hostOf } from '#flows/values/host-of.ts'
import { keptOf } from '#flows/values/kept-of-answer.ts'
import { secretsNamed } from '#infra/db/secret/secrets-named.ts'
import { signingSecret } from '#infra/db/secret/signing-secret.ts'
import { guardedFetch } from '#infra/outgoing/guarded-fetch.ts'
import { OutgoingRefused } from '#infra/outgoing/refusal.ts'
import { opened, sealedValue } from '#infra/webhooks/sealed-values.ts'
import { signatureHeaders, webhookId } from '#infra/webhooks/sign.ts'
import { webhookPlaces } from '#infra/webhooks/webhook-places.ts'
import type { CallRef } from '../call-activities.ts'
import type { CallDeps } from '../calls/call-deps.ts'
import { beginOutside, keepOutside } from './begin-outside.ts'

/**
 * Asks a web service for a call, as often as the request says. It may be asked again after this process has died: its receiver
 * knows the request by its id.
 */
export async function askService(
  deps: CallDeps,
  call: CallRef,
  { events, id, request }: FetchOrder,
): Promise<Answer<Outside<FetchOutcome>>> {
  const node = nodeOfVisit(id)
  const host = hostOf(request.url)
  const { driven, written } = await beginOutside(deps, call, {
    events,
    node,
    happens: [{ kind: 'fetching', id, host }],
  })
  if (driven) return { came: 'document-drives', untold: [], written }
  const came = await answered(deps, call, { id, request })
  const what = {
    kind: 'fetched',
    id,
    host,
    came: came.kind,
    ...(came.kind === 'error' && { why: came.why }),
  } as const
  return { came, untold: await keepOutside(deps, call, { node, happened: [what] }), written }
}

interface Asking {
  readonly id: string
  readonly request: OutboundRequest
}

async function answered(deps: CallDeps, call: CallRef, { id, request }: Asking): Promise<FetchOutcome> {
  const ready = await made(deps, call, { id, request }).catch((error: unknown) => {
    deps.log.warn({ error, call: call.call }, 'What a webhook sends in secret cannot be read')
    return 'what it sends in secret could not be read'
  })
  if (typeof ready === 'string') return { kind: 'error', why: ready }
  let last: FetchOutcome = { kind: 'timeout' }
  for (let again = 0; again <= request.retries; again += 1) {
    if (again > 0) await pause(BETWEEN_TRIES)
    const came = await tried(deps, request, ready)
    if (came.kind === 'answer') return { kind: 'ok', values: keptFor(deps, call, { body: came.body, request }) }
    last = came.kind === 'late' ? { kind: 'timeout' } : { kind: 'error', why: came.why }
    if (came.kind === 'no') break
  }
  return last
}

/** A request with every secret in its place. */
interface Ready {
  readonly url: string
  readonly headers: (now: number) => Readonly<Record<string, string>>
  readonly body: string | null
}

/** @returns why it cannot be sent, where a secret of it is not set, or a value leads elsewhere */
async function made(deps: CallDeps, call: CallRef, { id, request }: Asking): Promise<Ready | string> {
  const { organisation } = call
  const { sealer } = deps.webhooks
  const names = request.headers.flatMap(({ secret }) => secret ?? [])
  const [secrets, signing] = await deps.db.withOrganisation(organisation, async (em) => [
    await secretsNamed(em, { organisation, names, sealer }),
    await signingSecret(em, { organisation, sealer }),
  ])
  const missing = names.find((name) => !secrets.has(name))
  if (missing !== undefined) return `the secret “${missing}” is not set`
  const within = (written: (value: string) => string) => ({ sealer, of: { organisation, call: call.call }, written })
  const own = request.headers.map(({ name, value, secret }): [string, string] => [
    name.toLowerCase(),
    headerText(opened(value, within(String)) + (secret === undefined ? '' : (secrets.get(secret) ?? ''))),
  ])
  const body = request.body === null ? null : opened(request.body, within(insideJson))
  const url = opened(request.url, within(encodeURIComponent))
  if (climbs(url)) return 'a value in its address would lead to another one'
  const name = webhookId(organisation, call.call, id)
  return {
    url,
    body,
    headers: (now) => ({
      accept: 'application/json, */*;q=0.5',
      ...(body !== null && { 'content-type': 'application/json' }),
      ...Object.fromEntries(own),
      'idempotency-key': name,
      ...signatureHeaders(signing, { id: name, timestamp: Math.floor(now / 1000), body: body ?? '' }),
    }),
  }
}

type Tried =
  | { readonly kind: 'answer'; readonly body: string }
  /** `not-now`: another try may do it. */
  | { readonly kind: 'no' | 'not-now'; readonly why: string }
  | { readonly kind: 'late' }

async function tried(deps: CallDeps, { method, seconds }: OutboundRequest, ready: Ready): Promise<Tried> {
  try {
    const got = await guardedFetch(
      {
        url: ready.url,
        allowed: webhookPlaces(ready.url, deps.webhooks.nearby),
        method,
        sends: { headers: ready.headers(Date.now()), body: ready.body },
        redirects: 0,
        most: MOST_ANSWER,
        within: seconds * 1000,
        types: [''],
      },
      text,
    )
    if (got.taken) return { kind: 'answer', body: got.as }
    const isBusy = got.status >= 500 || got.status === 408 || got.status === 429
    return { kind: isBusy ? 'not-now' : 'no', why: `it answered ${got.status}` }
  } catch (error) {
    if (!(error instanceof OutgoingRefused)) throw error
    if (error.kind === 'late') return { kind: 'late' }
    return { kind: error.kind === 'unreachable' ? 'not-now' : 'no', why: error.message }
  }
}

function keptFor(
  { webhooks: { sealer } }: CallDeps,
  { organisation, call }: CallRef,
  { body, request: { keeps } }: { readonly body: string; readonly request: OutboundRequest },
): Readonly<Record<string, string>> {
  const secret = new Set(keeps.filter((kept) => kept.secret).map(({ name }) => name))
  return Object.fromEntries(
    Object.entries(keptOf(body, keeps)).map(([name, value]) => [
      name,
      secret.has(name) ? sealedValue(sealer, { organisation, call }, value) : value,
    ]),
  )
}

/** As it stands between the quotation marks of a JSON text. */
function insideJson(value: string): string {
  return JSON.stringify(value).slice(1, -1)
}

/** One line of signs that every server takes: any other stands as it would in an address. */
function headerText(value: string): string {
  return value.toWellFormed().replaceAll(/[^\x20-\x7e]/gu, (sign) => encodeURIComponent(sign))
}

/** Bytes. */
const MOST_ANSWER = 262_144
