import { z } from 'zod'
import { onlyOrganisation } from '#infra/db/organisation/only-organisation.ts'
import { decodePayloads } from '#infra/deeds/organisation/decode-payloads.ts'
import { deedContext } from '../access/deed-context.server.ts'
import { jsonOf } from '../forms/foreign-body.server.ts'
import { addressOf } from '../reach/addresses.ts'
import { may } from '#infra/deeds/permissions.ts'
import { servicesContext } from '../access/services.ts'
import type { Route } from './+types/decode.route'
import { signedInOnly } from './signed-in-only.server.ts'

export const handle = { permission: 'payloads.decode' }

/**
 * Temporal's pages ask from an address of their own, with the cookie of whoever is signed in here; before that, a browser
 * asks without it whether they may.
 */
export const middleware: Route.MiddlewareFunction[] = [
  async ({ request, context }, next) => {
    const response = request.method === 'OPTIONS' ? new Response(null, { status: 204 }) : await next()
    const origin = request.headers.get('origin')
    response.headers.append('vary', 'origin')
    if (origin === null || !context.get(servicesContext).temporalPages.includes(origin)) return response
    response.headers.set('access-control-allow-origin', origin)
    response.headers.set('access-control-allow-credentials', 'true')
    response.headers.set('access-control-allow-methods', 'POST')
    response.headers.set('access-control-allow-headers', 'content-type, x-namespace')
    return response
  },
  ({ request, ...rest }, next) => (request.method === 'OPTIONS' ? next() : signedInOnly({ request, ...rest }, next)),
]

/** Nothing can be read here. */
export function loader() {
  return Response.json(
    { error: `POST payloads to ${addressOf.temporalDecode()}, as Temporal's pages do.` },
    { status: 405 },
  )
}

const payload = z.object({ metadata: z.record(z.string(), z.string()).optional(), data: z.string().optional() })
const input = z.object({ payloads: z.array(payload).max(10_000) })

/**
 * Decodes payloads in the form of Temporal's codec servers: everything binary as base64. Only those of organisations whose
 * histories this person may read are decoded; each other one is replaced by a sentence.
 */
export async function action({ request, context }: Route.ActionArgs) {
  const deed = deedContext(context, 'payloads.decode')
  const asked = input.safeParse(jsonOf(await request.text()))
  if (!asked.success)
    return Response.json({ error: 'Send {"payloads": […]}, each with metadata and data in base64.' }, { status: 400 })
  const { db, identity, payloads } = context.get(servicesContext)
  const encoded = asked.data.payloads.map(({ metadata = {}, data = '' }) => ({
    metadata: mapped(metadata, fromBase64),
    data: fromBase64(data),
  }))
  const readable = (await identity.memberships(deed.who.email)).filter((membership) =>
    may(membership, 'payloads.decode'),
  )
  const decoded = payloads.read(encoded, {
    organisations: new Set(readable.map(({ organisation }) => organisation.id)),
    only: await onlyOrganisation(db),
  })
  for (const who of readable) {
    const { organisation, member } = who
    const theirs = decoded.filter(({ decodedFor }) => decodedFor === organisation.id)
    if (theirs.length === 0) continue
    const by = { ...deed, db, organisation: organisation.id, actor: member, who, provision: null }
    const done = await decodePayloads(by, { calls: theirs.flatMap(({ call }) => call ?? []) })
    if (!done.ok) return Response.json({ error: done.problem.title }, { status: done.problem.status })
  }
  return Response.json(
    {
      payloads: decoded.map(({ payload: { metadata, data } }) => ({
        metadata: mapped(metadata ?? {}, toBase64),
        data: toBase64(data ?? new Uint8Array()),
      })),
    },
    { headers: { 'cache-control': 'no-store' } },
  )
}

function mapped<From, To>(record: Readonly<Record<string, From>>, change: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]))
}

const fromBase64 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'base64'))
const toBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
