import type { Account } from '../account.ts'
import type { Leg } from '../engine/leg.ts'
import type { Journal } from '../journal.ts'
import { readDocumentText, type ReadDocument } from '../swml/document.ts'
import { ScriptFailure } from '../swml/issue.ts'
import type { FetchOrder } from '../swml/session.ts'
import { exchange, LARGEST_BODY } from './exchange.ts'
import { signatureHeaders } from './signature.ts'
import { webhookTimeouts } from './timeouts.ts'

const MOST_REDIRECTS = 3

/**
 * Fetches the document for a leg: one signed attempt, then one at the fallback URL.
 * @throws ScriptFailure relay_script_parse_error when no document could be had
 */
export async function fetchDocument(
  leg: Leg,
  { order, account, journal }: { order: FetchOrder; account: Account; journal: Journal },
): Promise<ReadDocument> {
  const { fallbackMethod = order.method } = order
  const places = [
    { url: order.url, method: order.method },
    ...(order.fallbackUrl ? [{ url: order.fallbackUrl, method: fallbackMethod }] : []),
  ]
  for (const { url, method } of places) {
    leg.note('carrier', 'fetches', url)
    const answer = await attempt(leg, { order: { ...order, url, method }, account, journal, redirects: 0 })
    if ('text' in answer) {
      leg.documentUrl = url
      return readDocumentText(answer.text)
    }
    leg.note('carrier', 'error', `${url}: ${answer.why}`)
    leg.logLine('calling_script_fetch_failed', { url, message: answer.why }, 'warn')
  }
  throw new ScriptFailure(
    'relay_script_parse_error',
    `no document could be fetched from ${places.map(({ url }) => url).join(' or ')}`,
  )
}

async function attempt(
  leg: Leg,
  { order, account, journal, redirects }: { order: FetchOrder; account: Account; journal: Journal; redirects: number },
): Promise<{ text: string } | { why: string }> {
  const { url, method } = order
  const body = method === 'POST' ? JSON.stringify(payload(leg, { order, account })) : ''
  const { connectMs, readMs, totalMs } = webhookTimeouts(url)
  const signature = method === 'POST' ? signatureHeaders({ signingKey: account.signingKey, url, body }) : {}
  const headers = { ...(body ? { 'Content-Type': 'application/json' } : {}), ...signature }
  const answer = await exchange(
    { method, url, headers, body, connectMs, totalMs: Math.min(readMs, totalMs) },
    leg.forgotten ? null : journal,
  )
  if (answer.kind === 'failure') return { why: answer.why }
  const { location } = answer.headers
  if (answer.status >= 300 && answer.status < 400 && location && redirects < MOST_REDIRECTS) {
    return attempt(leg, {
      order: { ...order, url: new URL(location, url).href },
      account,
      journal,
      redirects: redirects + 1,
    })
  }
  if (answer.status < 200 || answer.status >= 300) return { why: `answered ${String(answer.status)}` }
  if (answer.bytes.length > LARGEST_BODY)
    return { why: `the document has ${String(answer.bytes.length)} bytes, ${String(LARGEST_BODY)} are allowed` }
  return { text: answer.body }
}

/** What the carrier posts when it wants a document. */
function payload(leg: Leg, { order, account }: { order: FetchOrder; account: Account }): object {
  return { call: callObject(leg, account), vars: order.scope.vars, envs: order.scope.envs, params: order.params }
}

/** A leg as webhooks and `${call.…}` describe it. */
export function callObject(leg: Leg, account: Account): Record<string, unknown> {
  return {
    call_id: leg.id,
    node_id: leg.nodeId,
    segment_id: leg.id,
    call_state: leg.state === 'queued' ? 'created' : leg.state,
    direction: leg.direction,
    type: leg.device,
    from: leg.from,
    to: leg.to,
    ...(leg.device === 'phone' ? { from_number: leg.from, to_number: leg.to } : {}),
    headers: leg.headers,
    ...(leg.parent
      ? { parent: { device_type: leg.parent.device, call_id: leg.parent.id, node_id: leg.parent.nodeId } }
      : {}),
    project_id: account.projectId,
    space_id: account.spaceId,
  }
}
