import { Member } from '#infra/db/member/member.ts'
import type { Database } from '#infra/db/orm.ts'
import type { Session } from '../access/session.ts'

/** Milliseconds for which nothing is written about a person who was just seen. */
const EVERY = 60_000

/** Member → when this process last wrote that they are there. */
const written = new Map<string, number>()

/** Notes that a person uses the product; asks the database once a minute for each, not with every request. */
export async function noteSeen(
  db: Database,
  { organisation, member }: Pick<Session, 'organisation' | 'member'>,
  now = new Date(),
): Promise<void> {
  const before = written.get(member)
  if (before !== undefined && now.getTime() - before < EVERY) return
  written.set(member, now.getTime())
  if (written.size > REMEMBERED) forget(now.getTime() - EVERY)
  await db.withOrganisation(organisation.id, async (em) => {
    const row = await em.findOne(Member, { id: member })
    row?.wasSeen(now)
  })
}

/** Notes at once that a person has opened an organisation, however recently they were seen there. */
export async function noteOpened(
  db: Database,
  { organisation, member }: Pick<Session, 'organisation' | 'member'>,
  now = new Date(),
): Promise<void> {
  written.set(member, now.getTime())
  await db.withOrganisation(organisation.id, async (em) => {
    const row = await em.findOne(Member, { id: member })
    if (row) row.seenAt = now
  })
}

const REMEMBERED = 10_000

function forget(before: number): void {
  for (const [member, at] of written) if (at < before) written.delete(member)
}
