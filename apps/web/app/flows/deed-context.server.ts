import type { RouterContextProvider } from 'react-router'
import type { DeedContext } from '#infra/db/deed.ts'
import type { Refusal } from '#infra/errors.ts'
import type { Permission } from '../shared/permissions.ts'
import { requirePermission } from '../shared/require-permission.ts'
import { servicesContext } from '../shared/services.ts'

/** Whoever is signed in, as somebody who does a deed. Throws the refusal when they may not. */
export function deedContext(context: Readonly<RouterContextProvider>, permission: Permission): DeedContext {
  const { organisation, member } = requirePermission(context, permission)
  const { db, provision } = context.get(servicesContext)
  return { db, provision, organisation: organisation.id, actor: member }
}

/** A deed's answer as JSON, with its problem's status. */
export function answer(done: { readonly ok: true } | Refusal): Response {
  return Response.json(done, { status: done.ok ? 200 : done.problem.status })
}
