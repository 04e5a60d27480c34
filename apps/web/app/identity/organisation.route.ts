import { redirect } from 'react-router'
import { z } from 'zod'
import { notFound, requirePermission } from '../shared/require-permission.ts'
import { servicesContext } from '../shared/services.ts'
import type { Route } from './+types/organisation.route'
import { rememberOrganisation } from './organisation-cookie.server.ts'

export const handle = { permission: 'organisation.see' }

const input = z.object({ organisation: z.guid() })

/** Goes on in another of the person's organisations. */
export async function action({ request, context }: Route.ActionArgs) {
  const { organisations } = requirePermission(context, 'organisation.see')
  const { publicUrl } = context.get(servicesContext)
  const asked = input.safeParse(Object.fromEntries(await request.formData()))
  const chosen = organisations.find(({ id }) => id === asked.data?.organisation)
  if (chosen === undefined) throw notFound()
  return redirect('/inbox', { headers: { 'set-cookie': rememberOrganisation({ organisation: chosen.id, publicUrl }) } })
}
