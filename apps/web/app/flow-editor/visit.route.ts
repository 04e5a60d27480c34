import type { ActionFunctionArgs } from 'react-router'
import { z } from 'zod'
import { jsonOf } from '../forms/foreign-body.server.ts'
import { notFound, requirePermission } from '../access/require-permission.ts'
import { servicesContext } from '../access/services.ts'
import { asId } from './as-id.ts'
import { visit } from './visit.server.ts'

export const handle = { permission: 'flows.see' }

const input = z.strictObject({
  /** The draft that the visitor knows. */
  revision: z.string().max(100),
  /** Whether they close the flow. */
  leaving: z.boolean(),
})

/** POST `{ revision, leaving }`, every few seconds while a flow is open: who else has it open, and what became of it meanwhile. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const { organisation, member } = requirePermission(context, 'flows.see')
  const { db } = context.get(servicesContext)
  const read = input.safeParse(jsonOf(await request.text()))
  if (!read.success) return Response.json({ why: 'Say which draft you know.' }, { status: 400 })
  const flow = asId(params['flow'])
  const found = await db.withOrganisation(organisation.id, (em) =>
    visit(em, { organisation: organisation.id, flow, member, ...read.data }),
  )
  if (!found) throw notFound()
  return Response.json(found)
}
