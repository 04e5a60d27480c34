import { z } from 'zod'
import { Member, notificationAnswers } from '#infra/db/member/member.ts'
import { formAnswer, formOf, readForm } from '../forms/read-form.server.ts'
import { requirePermission } from '../access/require-permission.ts'
import { servicesContext } from '../access/services.ts'
import type { Route } from './+types/presence.route'

export const handle = { permission: 'organisation.see' }

const presenceInput = z.strictObject({
  /** What the browser answers when it is asked whether it may notify. */
  notifications: z.enum(notificationAnswers, 'Choose granted, denied or default.'),
})

/** A browser says that its owner is there, and whether it may notify them: POST with `notifications`. Shown as readiness. */
export async function action({ context, request }: Route.ActionArgs) {
  const { organisation, member } = requirePermission(context, 'organisation.see')
  const { db } = context.get(servicesContext)
  const read = readForm(await formOf(request), { schema: presenceInput })
  if (!read.ok) return formAnswer(read, { intent: 'presence', said: '' })
  await db.withOrganisation(organisation.id, async (em) => {
    const row = await em.findOneOrFail(Member, { id: member })
    row.wasSeen(new Date(), read.input.notifications)
  })
  return formAnswer({ ok: true }, { intent: 'presence', said: 'Noted.' })
}
