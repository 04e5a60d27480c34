import { redirect } from 'react-router'
import { z } from 'zod'
import { addressOf } from '../reach/addresses.ts'
import { rememberOrganisation } from '../access/organisation-cookie.server.ts'
import { formOf } from '../forms/read-form.server.ts'
import { notFound, requirePermission } from '../access/require-permission.ts'
import { servicesContext } from '../access/services.ts'
import type { Route } from './+types/organisation.route'
import { noteOpened } from './note-seen.server.ts'

export const handle = { permission: 'organisation.see' }

const input = z.object({ organisation: z.guid() })

/** Switches to another of the person's organisations. */
export async function action({ request, context }: Route.ActionArgs) {
  const { email, organisations } = requirePermission(context, 'organisation.see')
  const { db, identity, publicUrl } = context.get(servicesContext)
  const asked = input.safeParse(Object.fromEntries(await formOf(request)))
  const chosen = organisations.find(({ id }) => id === asked.data?.organisation)
  if (chosen === undefined) throw notFound()
  const there = (await identity.memberships(email)).find(({ organisation }) => organisation.id === chosen.id)
  if (there !== undefined) await noteOpened(db, there) // the next sign-in, in whichever browser, begins there
  return redirect(addressOf.home(), {
    headers: { 'set-cookie': rememberOrganisation({ organisation: chosen.id, publicUrl }) },
  })
}
