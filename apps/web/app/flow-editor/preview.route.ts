import type { LoaderFunctionArgs } from 'react-router'
import { notFound, requirePermission } from '../shared/require-permission.ts'
import { servicesContext } from '../shared/services.ts'
import { Flow } from '#infra/db/flow/flow.ts'
import { asId } from './as-id.ts'
import { readSurroundings } from './read-editor.server.ts'

export const handle = { permission: 'flows.see' }

/** GET: what publishing would meet at this moment: the live version, the numbers and their people, the calls that run. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const { organisation } = requirePermission(context, 'flows.see')
  const { db } = context.get(servicesContext)
  const flow = asId(params['flow'])
  const surroundings = await db.withOrganisation(organisation.id, async (em) => ((await em.count(Flow, { id: flow })) > 0 ? readSurroundings(em, flow) : null))
  if (!surroundings) throw notFound()
  return Response.json(surroundings)
}
