import type { RouterContextProvider } from 'react-router'
import { z } from 'zod'
import { Member } from '#infra/db/member/member.ts'
import { oneAtATime } from '#infra/db/one-at-a-time.ts'
import { recordDeed } from '#infra/db/deeds/record-deed.ts'
import { askIdentity } from '../access/ask-identity.server.ts'
import { clientContext } from '../access/contexts.ts'
import { servicesContext } from '../access/services.ts'
import { readSent } from '../forms/read-sent.ts'
import { sessionContext } from '../access/session.ts'
import { seenName } from '#infra/deeds/seen-name.ts'

const wanted = seenName('Give your name.')

/** Gives the person who asks another name, in every organisation that they belong to. @returns why not; null when it is done. */
export async function changeName(
  { request, context }: { readonly request: Request; readonly context: Readonly<RouterContextProvider> },
  written: string,
): Promise<string | null> {
  const read = readSent(wanted, written)
  if (!read.ok) return read.why.join(' ')
  const { db, identity } = context.get(servicesContext)
  const { address } = context.get(clientContext)
  const name = read.input
  for (const { organisation, member } of await identity.memberships(context.get(sessionContext).email)) {
    await oneAtATime(db).withOrganisation(organisation.id, async (em) => {
      const person = await em.findOneOrFail(Member, { id: member })
      const before = person.name
      person.name = name
      await recordDeed(em, {
        by: { organisation: organisation.id, actor: member, address },
        kind: 'sign-in.name-changed',
        changed: { name: [before, name] },
      })
    })
  }
  await askIdentity({ request, context }, { path: '/update-user', body: { name } })
  return null
}
