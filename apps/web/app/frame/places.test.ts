import { expect, it } from 'vitest'
import { isIn, phonePlaces, placesFor } from './places.ts'
import type { OrganisationRole } from '#infra/deeds/permissions.ts'

const shown = (role: OrganisationRole) => placesFor({ member: '', role })

it('shows everybody what they may see, and nobody more', () => {
  expect(shown('owner').map(({ label }) => label)).toEqual([
    'Home',
    'Inbox',
    'Calls',
    'Contacts',
    'Flows',
    'Numbers',
    'People',
    'Audit',
    'Settings',
  ])
  expect(shown('member').map(({ label }) => label)).not.toContain('Audit')
  expect(shown('auditor').map(({ label }) => label)).not.toContain('Inbox')
})

it.each([
  ['member', ['Inbox', 'Calls', 'Contacts', 'Numbers']],
  ['owner', ['Inbox', 'Calls', 'Contacts', 'Numbers']],
  ['auditor', ['Calls', 'Audit', 'Contacts', 'Numbers']],
] as const)('leaves a phone of an %s four of them', (role, four) => {
  expect(phonePlaces(shown(role)).map(({ label }) => label)).toEqual(four)
})

it('knows where an address belongs', () => {
  const settings = shown('member').find(({ to }) => to === '/settings')
  const at = (pathname: string) => settings !== undefined && isIn(settings, pathname)
  expect(['/settings', '/account', '/plan'].map(at)).toEqual([true, true, true])
  expect(['/settingsx', '/inbox', '/'].map(at)).toEqual([false, false, false])
})
