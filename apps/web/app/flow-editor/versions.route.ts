import type { LoaderFunctionArgs } from 'react-router'
import { notFound, requirePermission } from '../access/require-permission.ts'
import { servicesContext } from '../access/services.ts'
import { asId } from './as-id.ts'
import { listVersions } from './list-versions.server.ts'

export const handle = { permission: 'flows.see' }

/** GET: a flow's published versions, newest first, each with what it changed. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const { organisation } = requirePermission(context, 'flows.see')
  const { db } = context.get(servicesContext)
  const versions = await db.withOrganisation(organisation.id, (em) => listVersions(em, asId(params['flow'])))
  if (!versions) throw notFound()
  return Response.json({ versions })
}
