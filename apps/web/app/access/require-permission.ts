import type { RouterContextProvider } from 'react-router'
import { may, thoseWhoMay, whatItAllows, whoCould, type About, type Permission } from '#infra/deeds/permissions.ts'
import { sessionContext, type Session } from './session.ts'

/**
 * The first line of every loader and action behind the sign-in: who asks, if they may.
 * @param about the number that the request is about, for what depends on it.
 * @throws Response 404 for what this person may not know of, 403 with who could do it and whom to ask for the rest.
 */
export function requirePermission(
  context: Readonly<Pick<RouterContextProvider, 'get'>>,
  permission: Permission,
  about?: About,
): Session {
  const session = context.get(sessionContext)
  if (may(session, permission, about)) return session
  throw isHidden(session, permission, about) ? notFound() : forbidden(permission, session)
}

/**
 * The same for a page that everybody knows to exist, such as the audit: whoever may not see it learns who may.
 * @throws Response 403 with who could see it and whom to ask.
 */
export function requireOpenly(context: Readonly<Pick<RouterContextProvider, 'get'>>, permission: Permission): Session {
  const session = context.get(sessionContext)
  if (may(session, permission)) return session
  throw forbidden(permission, session)
}

function forbidden(permission: Permission, { colleagues }: Session): Response {
  const others = thoseWhoMay(colleagues, permission).map(({ name }) => name)
  return new Response(refusal(permission, others), {
    status: 403,
    statusText: 'Forbidden',
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  })
}

/** What is said about anything that does not exist, or not for this person. */
export function notFound(): Response {
  return new Response('There is nothing here.', {
    status: 404,
    statusText: 'Not Found',
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  })
}

/** "Only owners and admins can publish flows. Ask Olive or Adam." @param others the names of those who can, without the reader's. */
export function refusal(permission: Permission, others: readonly string[]): string {
  const asked = others.length === 0 ? '' : ` Ask ${anyOf(others)}.`
  return `Only ${whoCould(permission)} can ${whatItAllows[permission]}.${asked}`
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

/** "Olive", "Olive or Adam"; of more than three the first three, so that the sentence stays one. */
function anyOf(names: readonly string[]): string {
  const few = names.slice(0, 3)
  return few.length < 2 ? (few[0] ?? '') : `${few.slice(0, -1).join(', ')} or ${few.at(-1)}`
}
