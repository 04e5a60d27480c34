import { RouterContextProvider } from 'react-router'
import { describe, expect, it } from 'vitest'
import { may, permissions, type NumberRole, type OrganisationRole, type Permission } from '#infra/deeds/permissions.ts'
import { requireOpenly, requirePermission } from './require-permission.ts'
import { sessionContext, type Session } from './session.ts'

const all = Object.keys(permissions) as Permission[] // the keys of a literal object
const roles = ['owner', 'admin', 'member', 'auditor'] as const
const number = 'number-1'

/** What each role may: in the organisation, and on a number that it has no access to, belongs to, or administers. */
const granted: Record<OrganisationRole, { anywhere: readonly Permission[]; onOpenNumber: readonly Permission[] }> = {
  owner: {
    anywhere: [
      ...seeing(),
      'own-invitation.answer',
      'organisation.manage',
      'people.manage',
      'own-device.manage',
      'contacts.manage',
      'flows.edit',
      'flows.publish',
      'number.settings',
      'number.mode',
      'number.release',
      'number.add-people',
      'number.make-admin',
      'routing-list.manage',
      'plan.choose',
      'secrets.manage',
      'audit.see',
      'deeds.see',
      'payloads.decode',
    ],
    onOpenNumber: ['conversations.see', 'recordings.hear'],
  },
  admin: {
    anywhere: [
      ...seeing(),
      'own-invitation.answer',
      'organisation.manage',
      'people.manage',
      'own-device.manage',
      'contacts.manage',
      'flows.edit',
      'flows.publish',
      'number.settings',
      'number.mode',
      'number.release',
      'number.add-people',
      'number.make-admin',
      'routing-list.manage',
      'plan.choose',
      'secrets.manage',
      'audit.see',
    ],
    onOpenNumber: ['conversations.see', 'recordings.hear'],
  },
  member: {
    anywhere: [...seeing(), 'own-invitation.answer', 'own-device.manage', 'contacts.manage'],
    onOpenNumber: ['conversations.see', 'recordings.hear'],
  },
  auditor: {
    anywhere: [...seeing(), 'own-invitation.answer', 'audit.see', 'deeds.see', 'payloads.decode'],
    onOpenNumber: [],
  },
}
const onNumber: Record<NumberRole, readonly Permission[]> = {
  admin: [
    'number.settings',
    'number.mode',
    'number.add-people',
    'conversations.see',
    'conversations.work',
    'recordings.hear',
    'calls.end',
  ],
  member: ['conversations.see', 'conversations.work', 'recordings.hear', 'calls.end'],
}

describe.each(roles)('%s', (role) => {
  it.each(all)('%s', (permission) => {
    const { anywhere, onOpenNumber } = granted[role]
    expect(may(who(role), permission)).toBe(anywhere.includes(permission))
    expect(may(who(role), permission, { number, openToOrganisation: false })).toBe(anywhere.includes(permission))
    expect(may(who(role), permission, { number, openToOrganisation: true })).toBe(
      anywhere.includes(permission) || onOpenNumber.includes(permission),
    )
    for (const numberRole of ['admin', 'member'] as const) {
      const allowed = anywhere.includes(permission) || onNumber[numberRole].includes(permission)
      expect(may(who(role, numberRole), permission, { number, openToOrganisation: false })).toBe(allowed)
      expect(may(who(role, numberRole), permission, { number: 'another', openToOrganisation: false })).toBe(
        anywhere.includes(permission),
      )
    }
  })
})

describe('a refusal', () => {
  it('[S28] says who could do it, and whom to ask', async () => {
    const { status, text } = await refusedTo(who('member'), 'flows.publish')
    expect(status).toBe(403)
    expect(text).toBe('Only owners and admins can publish flows. Ask Olive or Adam.')
  })

  it('names only those who may do it', async () => {
    expect(await openlyRefusedTo(who('admin'), 'deeds.see')).toBe(
      'Only owners and auditors can see what people did. Ask Olive or Audrey.',
    )
    expect(await openlyRefusedTo(who('member'), 'audit.see')).toBe(
      'Only owners, admins and auditors can see what happened to every call. Ask Olive, Adam or Audrey.',
    )
  })

  it('tells nobody of what they may not see', async () => {
    expect(await refusedTo(who('member'), 'audit.see')).toMatchObject({ status: 404 })
    expect(await refusedTo(who('member'), 'conversations.see', { number, openToOrganisation: false })).toMatchObject({
      status: 404,
    })
    expect(await refusedTo(who('member'), 'conversations.work', { number, openToOrganisation: false })).toMatchObject({
      status: 404,
    })
    expect(await refusedTo(who('member'), 'payloads.decode')).toMatchObject({ status: 404 })
  })

  it('is open about what they may see and not change', async () => {
    expect(await refusedTo(who('member'), 'conversations.work', { number, openToOrganisation: true })).toMatchObject({
      status: 403,
      text: 'Only people on the number can work on these conversations. Ask Olive or Adam.',
    })
  })
})

it('hands the session to whoever may', () => {
  const session = who('admin')
  expect(requirePermission(contextOf(session), 'flows.publish')).toBe(session)
})

function seeing(): Permission[] {
  return ['organisation.see', 'people.see', 'contacts.see', 'flows.see', 'numbers.see', 'plan.see']
}

function who(role: OrganisationRole, numberRole?: NumberRole): Session {
  return {
    member: 'member-1',
    role,
    numbers: new Map(numberRole === undefined ? [] : [[number, numberRole]]),
    organisation: { id: 'organisation-1', name: 'Harbour Bikes' },
    organisations: [],
    name: 'Ana',
    email: 'ana@example.test',
    colleagues: [
      { member: 'member-2', name: 'Olive', role: 'owner' },
      { member: 'member-3', name: 'Adam', role: 'admin' },
      { member: 'member-4', name: 'Audrey', role: 'auditor' },
    ],
    administrators: ['Olive', 'Adam'],
  }
}

function contextOf(session: Session): RouterContextProvider {
  const context = new RouterContextProvider()
  context.set(sessionContext, session)
  return context
}

type Told = { readonly status: number; readonly text: string }

function refusedTo(
  session: Session,
  permission: Permission,
  about?: Parameters<typeof requirePermission>[2],
): Promise<Told> {
  return refusalOf(() => requirePermission(contextOf(session), permission, about))
}

async function openlyRefusedTo(session: Session, permission: Permission): Promise<string> {
  return (await refusalOf(() => requireOpenly(contextOf(session), permission))).text
}

async function refusalOf(ask: () => unknown): Promise<Told> {
  try {
    ask()
  } catch (answer) {
    if (answer instanceof Response) return { status: answer.status, text: await answer.text() }
    throw answer
  }
  throw new Error('nothing was refused')
}
