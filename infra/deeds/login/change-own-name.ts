import { z } from 'zod'
import { Member } from '../../db/member/member.ts'
import { oneAtATime } from '../../db/one-at-a-time.ts'
import { recordDeed } from '../../db/deeds/record-deed.ts'
import { seenName } from '../seen-name.ts'
import type { Asking } from './asking.ts'
import type { OwnContext } from './own-deed.ts'

const input = z.strictObject({ name: seenName('Give your name.') })

/** Gives a person another name, in every organisation that they belong to: each had one of its own. @returns whether any of them changed. */
async function change(
  { db, identity, account, address, ask }: OwnContext & Asking,
  { name }: z.output<typeof input>,
): Promise<boolean> {
  let isChanged = false
  for (const { organisation, member } of await identity.memberships(account)) {
    const isOther = await oneAtATime(db).withOrganisation(organisation.id, async (em) => {
      const person = await em.findOneOrFail(Member, { id: member })
      const before = person.name
      person.name = name
      return recordDeed(em, {
        by: { organisation: organisation.id, actor: member, address },
        kind: 'sign-in.name-changed',
        changed: { name: [before, name] },
      })
    })
    isChanged ||= isOther
  }
  await ask('/update-user', { name })
  return isChanged
}

export const changeOwnName = Object.assign(change, { input, records: ['sign-in.name-changed'] as const })
