import { beforeAll, describe, expect, it } from 'vitest'
import { readDeeds } from '../../db/deeds/read-deeds.ts'
import { listConversations } from '../../db/inbox/list-conversations.ts'
import type { Database } from '../../db/orm.ts'
import { inboxOf, missed, rings } from '../../db/testing/inbox.ts'
import { openedDatabase } from '../../db/testing/opened-database.ts'
import { smallOrganisation, type SmallOrganisation } from '../../db/testing/people.ts'
import type { NumberRole, OrganisationRole } from '../permissions.ts'
import { markConversation } from './mark-conversation.ts'

let db: Database
let team: SmallOrganisation
let conversation = ''

beforeAll(async () => {
  const opened = await openedDatabase()
  db = opened.db
  team = await smallOrganisation(db, { id: '11111111-1111-4111-8111-111111111111', e164: '+12025550101' })
  const call = await inboxOf(db, team).arrive('+12025550161')
  await call.tell(rings('mia'), ...missed)
  conversation = (await listed())?.id ?? ''
  return opened.close
}, 60_000)

describe('a conversation', () => {
  it('is marked by people on its number, and is as they say', async () => {
    expect(await marks('read')).toEqual({ ok: true })
    expect(await listed()).toMatchObject({ state: 'open', unread: false })
    expect(await marks('unread')).toEqual({ ok: true })
    expect(await listed()).toMatchObject({ state: 'open', unread: true })
    expect(await marks('done')).toEqual({ ok: true })
    expect(await listed()).toMatchObject({ state: 'done', unread: false })
    expect(await marks('open')).toEqual({ ok: true })
    expect(await listed()).toMatchObject({ state: 'open' })
  })

  it('is read up to what was seen of it, and whoever reads it again changes nothing', async () => {
    await marks('unread')
    expect(await marks('read', { upTo: 1 })).toEqual({ ok: true })
    expect(await listed()).toMatchObject({ unread: true })
    await marks('read')
    expect(await marks('read')).toEqual({ ok: true })
    expect(await listed()).toMatchObject({ unread: false })
  })

  it.each([
    ['who administers the organisation and is not on the number', 'admin', undefined],
    ['who is on no number', 'member', undefined],
    ['who reads all calls', 'auditor', undefined],
  ] as const)('is not marked by somebody %s: they hear who could', async (_, role, onNumber) => {
    const before = await listed()
    expect(await marks('done', { role, onNumber })).toMatchObject({
      ok: false,
      problem: { status: 403, title: 'Only people on the number can work on these conversations.' },
    })
    expect(await listed()).toEqual(before)
  })

  it('that there is not is nobody’s to mark', async () => {
    expect(await marks('done', { of: team.number })).toMatchObject({ ok: false, problem: { code: 'not-allowed' } })
  })

  it('is marked without a record, which would make all who look at the inbox wait for each other', async () => {
    const deeds = await db.withOrganisation(team.id, (em) =>
      readDeeds(em, { organisation: team.id, filter: {}, limit: 10, from: { after: 0 } }),
    )
    expect(deeds).toEqual([])
  })
})

async function listed() {
  const key = { organisation: team.id, numbers: [team.number], view: 'all', member: '' } as const
  const { conversations } = await listConversations(db, key)
  return conversations[0] && { ...conversations[0], asOf: 0 }
}

function marks(
  as: 'done' | 'open' | 'read' | 'unread',
  {
    role = 'member',
    of = conversation,
    ...rest
  }: {
    readonly role?: OrganisationRole
    readonly onNumber?: NumberRole | undefined
    readonly of?: string
    readonly upTo?: number
  } = {},
) {
  const onNumber = 'onNumber' in rest ? rest.onNumber : 'member'
  const numbers = new Map(onNumber ? [[team.number, onNumber]] : [])
  const who = { member: team.member, role, numbers }
  const context = { db, organisation: team.id, actor: team.member, address: null, provision: null, who }
  return markConversation(context, { conversation: of, as, ...(rest.upTo && { upTo: rest.upTo }) })
}
