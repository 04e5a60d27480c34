import type { ActionFunctionArgs } from 'react-router'
import { z } from 'zod'
import { visitFlow } from '#infra/deeds/flows/visit-flow.ts'
import { clientContext } from '../access/contexts.ts'
import { jsonOf } from '../forms/foreign-body.server.ts'
import { notFound, requirePermission } from '../access/require-permission.ts'
import { servicesContext } from '../access/services.ts'
import { asId } from './as-id.ts'
import { readVisited, type Visited } from './read-visited.server.ts'

export const handle = { permission: 'flows.see' }

const input = z.strictObject({
  /** The draft that the visitor knows. */
  revision: z.string().max(100),
  /** Whether they close the flow. */
  leaving: z.boolean(),
})

/** POST `{ revision, leaving }`, every few seconds while a flow is open: who else has it open, and what became of it meanwhile. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const who = requirePermission(context, 'flows.see')
  const { db } = context.get(servicesContext)
  const read = input.safeParse(jsonOf(await request.text()))
  if (!read.success) return Response.json({ why: 'Say which draft you know.' }, { status: 400 })
  const [flow, organisation] = [asId(params['flow']), who.organisation.id]
  const { leaving, revision } = read.data
  const { address } = context.get(clientContext)
  // not one of the organisation's deeds at a time: to look at a flow waits for nobody's import
  const by = { db, organisation, actor: who.member, address, who, provision: null }
  const done = await visitFlow(by, { flow, leaving })
  if (!done.ok) throw notFound()
  const { others } = done
  const found = leaving
    ? LEFT
    : await db.withOrganisation(organisation, (em) => readVisited(em, { flow, revision, others }))
  if (!found) throw notFound()
  return Response.json(found)
}

const LEFT: Visited = { others: [], live: null, aside: null, around: '', draft: null }
