import type { RouterContextProvider } from 'react-router'
import { may, whoCould, type About, type Permission } from './permissions.ts'
import { sessionContext, type Session } from './session.ts'

/**
 * The first line of every loader and action behind the sign-in: who asks, if they may.
 * @param about the number that the request is about, for what depends on it.
 * @throws Response 404 for what this person may not know of, 403 with who could do it and whom to ask for the rest.
 */
export function requirePermission(context: Readonly<Pick<RouterContextProvider, 'get'>>, permission: Permission, about?: About): Session {
  const session = context.get(sessionContext)
  if (may(session, permission, about)) return session
  if (isHidden(session, permission, about)) throw notFound()
  throw new Response(refusal(permission, session.administrators), { status: 403, statusText: 'Forbidden', headers: { 'content-type': 'text/plain; charset=utf-8' } })
}

/** What is said about anything that does not exist, or not for this person. */
export function notFound(): Response {
  return new Response('There is nothing here.', { status: 404, statusText: 'Not Found', headers: { 'content-type': 'text/plain; charset=utf-8' } })
}

/** "Only owners and admins can publish flows. Ask Olive or Adam." */
export function refusal(permission: Permission, administrators: readonly string[]): string {
  const asked = administrators.length === 0 ? '' : ` Ask ${anyOf(administrators)}.`
  return `Only ${whoCould(permission)} can ${deeds[permission]}.${asked}`
}

/** A person who may not see a thing must not learn from a refusal that it is there. */
function isHidden(session: Session, permission: Permission, about?: About): boolean {
  if (permission.endsWith('.see')) return true
  const sight = sights[permission]
  return sight !== undefined && !may(session, sight, about)
}

/** What one must be allowed to see before one may hear that one cannot do something with it. */
const sights: Partial<Record<Permission, Permission>> = {
  'conversations.work': 'conversations.see',
  'recordings.hear': 'conversations.see',
  'calls.end': 'conversations.see',
  'payloads.decode': 'audit.see',
}

const deeds: Record<Permission, string> = {
  'organisation.see': 'see this organisation',
  'organisation.manage': 'change the organisation’s settings',
  'people.see': 'see its people',
  'people.manage': 'change who belongs to the organisation',
  'own-device.manage': 'have devices that ring',
  'contacts.see': 'see contacts',
  'contacts.manage': 'change contacts',
  'flows.see': 'see flows',
  'flows.edit': 'change flows',
  'flows.publish': 'publish flows',
  'numbers.see': 'see numbers',
  'number.settings': 'change this number',
  'number.add-people': 'add people to this number',
  'number.make-admin': 'make somebody an admin of a number',
  'routing-list.manage': 'change the order in which people are rung',
  'conversations.see': 'see these conversations',
  'conversations.work': 'work on these conversations',
  'recordings.hear': 'hear these recordings',
  'calls.end': 'end this call',
  'audit.see': 'see what happened to every call',
  'deeds.see': 'see what people did',
  'plan.see': 'see the plan',
  'plan.choose': 'choose the plan',
  'payloads.decode': 'decode what Temporal keeps',
}

/** "Olive", "Olive or Adam"; of more than three the first three, so that the sentence stays one. */
function anyOf(names: readonly string[]): string {
  const few = names.slice(0, 3)
  return few.length < 2 ? (few[0] ?? '') : `${few.slice(0, -1).join(', ')} or ${few.at(-1)}`
}
