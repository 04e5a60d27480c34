import type { LoaderFunctionArgs } from 'react-router'
import { notFound, requirePermission } from '../access/require-permission.ts'
import { servicesContext } from '../access/services.ts'
import { Flow } from '#infra/db/flow/flow.ts'
import { asId } from './as-id.ts'
import { readOtherNumbers, readSurroundings } from './read-editor.server.ts'

export const handle = { permission: 'flows.see' }

/**
 * GET: what publishing would meet at this moment: the live version, the numbers and their people, the running calls,
 * and the numbers that could answer with the flow as well; `?for=` one of these, with its people.
 */
export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const { organisation } = requirePermission(context, 'flows.see')
  const { db } = context.get(servicesContext)
  const flow = asId(params['flow'])
  const asked = new URL(request.url).searchParams.get('for')
  const meantFor = asked === null ? null : asId(asked)
  const preview = await db.withOrganisation(organisation.id, async (em) => {
    const found = await em.findOne(Flow, { id: flow })
    if (!found) return null
    const { people: _people, schedules: _schedules, tags: _tags, ...surroundings } = await readSurroundings(em, flow)
    // no number can choose a flow that was put aside
    const numbers = found.isInUse() ? await readOtherNumbers(em, { flow, meantFor }) : { others: [], meant: null }
    return { ...surroundings, ...numbers }
  })
  if (!preview) throw notFound()
  return Response.json(preview)
}
