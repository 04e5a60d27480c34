import type { OrganisationRole } from '#infra/db/member/member.ts'
import type { Country } from '#infra/telephone/countries.ts'

/** What `npm run seed` fills an installation with, so that there is something to call. */
export interface DemoOrganisation {
  readonly id: string
  readonly name: string
  readonly timeZone: string
  /** Those that may be called. */
  readonly countries: readonly Country[]
  /** The first one does everything that the seed does. */
  readonly people: readonly [DemoPerson, ...DemoPerson[]]
  readonly lines: readonly DemoLine[]
}

export interface DemoPerson {
  readonly name: string
  readonly email: string
  readonly role: OrganisationRole
  /** A verified telephone; an auditor needs none. */
  readonly phone?: string
}

export interface DemoLine {
  readonly e164: string
  readonly name: string
  /** E-mail addresses of those who have access, in the order of the routing list. */
  readonly team: readonly string[]
  /** A flow document, or the name of one in `flows/examples`. */
  readonly flow: 'sales' | 'support' | 'quick' | object
}

const team = ['ana@harbour.test', 'ben@harbour.test', 'cy@harbour.test']

/** The organisation that visitors look at. The ids never change, so that seeding again finds it. */
export const harbourBikes: DemoOrganisation = {
  id: '5ea50000-0000-4000-8000-000000000001',
  name: 'Harbour Bikes',
  timeZone: 'America/New_York',
  countries: ['US'],
  people: [
    { name: 'Olive', email: 'olive@harbour.test', role: 'owner', phone: '+12025550125' },
    { name: 'Adam', email: 'adam@harbour.test', role: 'admin', phone: '+12025550124' },
    { name: 'Ana', email: 'ana@harbour.test', role: 'member', phone: '+12025550121' },
    { name: 'Ben', email: 'ben@harbour.test', role: 'member', phone: '+12025550122' },
    { name: 'Cy', email: 'cy@harbour.test', role: 'member', phone: '+12025550123' },
    { name: 'Audrey', email: 'audit@harbour.test', role: 'auditor' },
  ],
  lines: [
    { e164: '+12025550100', name: 'Sales', team, flow: 'sales' },
    { e164: '+12025550110', name: 'Support', team, flow: 'support' },
    { e164: '+12025550120', name: 'Quick', team, flow: 'quick' },
  ],
}

/** A second organisation, of which the first must never see anything. */
export const quayBooks: DemoOrganisation = {
  id: '5ea50000-0000-4000-8000-000000000002',
  name: 'Quay Books',
  timeZone: 'America/Los_Angeles',
  countries: ['US'],
  people: [{ name: 'Quinn', email: 'quinn@quay.test', role: 'owner', phone: '+12025550131' }],
  lines: [
    {
      e164: '+12025550130',
      name: 'Shop',
      team: ['quinn@quay.test'],
      flow: {
        format: 1,
        name: 'Shop',
        nodes: [
          {
            id: 'in',
            kind: 'incoming-call',
            title: 'Call to the shop',
            config: { language: 'en-US' },
            position: { x: 0, y: 0 },
          },
          {
            id: 'everyone',
            kind: 'ring-group',
            title: 'Ring the shop',
            config: { who: { kind: 'everyone' }, seconds: 15 },
            position: { x: 320, y: 0 },
          },
          {
            id: 'voicemail',
            kind: 'voicemail',
            title: 'Shop voicemail',
            config: {
              greeting: 'The shop is closed. Please leave a message after the tone.',
              maxSeconds: 60,
              silenceSeconds: 5,
            },
            position: { x: 640, y: 0 },
          },
        ],
        edges: [
          { from: 'in', exit: 'next', to: 'everyone' },
          { from: 'everyone', exit: 'no-answer', to: 'voicemail' },
          { from: 'everyone', exit: 'declined', to: 'voicemail' },
          { from: 'everyone', exit: 'nobody', to: 'voicemail' },
        ],
      },
    },
  ],
}

/** People outside both organisations whose telephones can call in: number → name. */
export const callers: Readonly<Record<string, string>> = {
  '+12025550150': 'Priya',
  '+12025550151': 'Mateo',
  '+12025550152': 'Noor',
  '+12025550153': 'Jonas',
  '+12025550154': 'Lena',
  '+12025550155': 'Kofi',
  '+12025550156': 'Yuki',
  '+12025550157': 'Sam',
  '+12025550158': 'Ingrid',
  '+12025550159': 'Omar',
}

/** Numbers of the account at the emulator that wait for somebody to add them. */
export const spareNumbers: readonly string[] = ['+12025550140', '+12025550141']
