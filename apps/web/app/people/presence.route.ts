import { notePresence } from '#infra/deeds/people/note-presence.ts'
import { clientContext } from '../access/contexts.ts'
import { doneByForm, formAnswer, formOf } from '../forms/read-form.server.ts'
import { requirePermission } from '../access/require-permission.ts'
import { servicesContext } from '../access/services.ts'
import type { Route } from './+types/presence.route'

export const handle = { permission: 'organisation.see' }

/** A browser says that its owner is there, and whether it may notify them: POST with `notifications`. Shown as readiness. */
export async function action({ context, request }: Route.ActionArgs) {
  const who = requirePermission(context, 'organisation.see')
  const { db } = context.get(servicesContext)
  const { address } = context.get(clientContext)
  // not one of the organisation's deeds at a time: whoever is there waits for nobody's import
  const by = { db, organisation: who.organisation.id, actor: who.member, address, who, provision: null }
  const done = await doneByForm(await formOf(request), { deed: notePresence, context: by })
  return formAnswer(done, { intent: 'presence', said: done.ok ? 'Noted.' : '' })
}
