import { addressOf } from '../../reach/addresses.ts'
import AccountPage, { type action as accountAction, type loader as accountLoader } from '../../account/account.page.tsx'
import AuditPage, { type loader as auditLoader } from '../../audit/audit.page.tsx'
import CountriesPage, {
  type action as countriesAction,
  type loader as countriesLoader,
} from '../../settings/countries.page.tsx'
import SettingsPage, {
  type action as settingsAction,
  type loader as settingsLoader,
} from '../../settings/settings.page.tsx'
import PlanPage, { type action as planAction, type loader as planLoader } from '../../plan/plan.page.tsx'
import type { Exhibit, ExhibitGroup } from '../exhibit.ts'
import { done, refusedWith } from '../seeds/answers.ts'
import { allCalls, shownCall } from '../seeds/calls.ts'
import { codes, enrolment } from '../seeds/enrolment.ts'
import { sales, salesFlow, support } from '../seeds/numbers.ts'
import { administrators, ana, harbourBikes, longName, quayBooks, team } from '../seeds/people.ts'
import { PageStage, type DataOf } from '../stage.tsx'

type Account = DataOf<typeof accountLoader>
type Settings = DataOf<typeof settingsLoader>
type Countries = DataOf<typeof countriesLoader>
type Answer = DataOf<typeof accountAction>

const answer: Answer = { intent: 'change-password', done: null, trouble: null, enrolment: null, codes: null }
const sessions = (now: number): Account['sessions'] => [
  { id: 'own', browser: 'Firefox on Linux', address: '203.0.113.7', seenAt: now, isOwn: true },
  { id: 'phone', browser: 'Safari on an iPhone', address: '', seenAt: now - 3 * 3_600_000, isOwn: false },
  {
    id: 'old',
    browser: 'Chrome on Windows',
    address: '2001:db8:85a3:8d3:1319:8a2e:370:7348',
    seenAt: now - 20 * 86_400_000,
    isOwn: false,
  },
]

function account(id: string, name: string, more: Partial<Account> = {}, answered?: Partial<Answer>): Exhibit {
  const data = {
    name: ana.name,
    email: ana.email,
    organisation: harbourBikes,
    organisations: [harbourBikes],
    invitations: [],
    secondFactor: false,
    ...more,
  }
  return {
    id,
    name,
    source: 'account/account.page.tsx',
    as: 'page',
    show: (now) => (
      <PageStage<typeof accountLoader, typeof accountAction>
        page={AccountPage}
        data={{ sessions: sessions(now), ...data }}
        at={addressOf.account()}
        {...(answered === undefined ? {} : { answered: { ...answer, ...answered } })}
      />
    ),
  }
}

function settings(
  id: string,
  name: string,
  more: Partial<Settings> = {},
  answered?: DataOf<typeof settingsAction>,
): Exhibit {
  const data: Omit<Settings, 'now'> = {
    organisation: harbourBikes.name,
    timeZone: 'America/New_York',
    countries: 'United States',
    member: ana.member,
    ownDevices: true,
    manages: true,
    webhooks: true,
    administrators,
    demo: true,
    mail: 'kept',
    temporal: { pages: 'http://localhost:8233', codec: 'http://localhost:3000/temporal' },
    ...more,
  }
  return {
    id,
    name,
    source: 'settings/settings.page.tsx',
    as: 'page',
    show: (now) => (
      <PageStage<typeof settingsLoader, typeof settingsAction>
        page={SettingsPage}
        data={{ now, ...data }}
        at={addressOf.settings()}
        {...(answered === undefined ? {} : { answered })}
      />
    ),
  }
}

function countries(
  id: string,
  name: string,
  more: Partial<Countries> = {},
  answered?: DataOf<typeof countriesAction>,
): Exhibit {
  const all: Countries['all'] = [
    { country: 'CA', name: 'Canada', callingCode: '+1' },
    { country: 'JM', name: 'Jamaica', callingCode: '+1' },
    { country: 'GB', name: 'United Kingdom', callingCode: '+44' },
    { country: 'US', name: 'United States', callingCode: '+1' },
  ]
  const data: Countries = { allowed: ['US'], all, manages: true, administrators, ...more }
  return {
    id,
    name,
    source: 'settings/countries.page.tsx',
    as: 'page',
    show: () => (
      <PageStage<typeof countriesLoader, typeof countriesAction>
        page={CountriesPage}
        data={data}
        at={addressOf.countries()}
        {...(answered === undefined ? {} : { answered })}
      />
    ),
  }
}

const plans = (['Starter', 'Business'] as const).map((plan, index) => ({
  id: index === 0 ? ('starter' as const) : ('business' as const),
  name: plan,
  limit: index === 0 ? (10 as const) : (100 as const),
  tooLarge: null,
  rows: [
    { label: 'People who share one number', value: `up to ${index === 0 ? 10 : 100}` },
    { label: 'Phones that ring at once', value: 'up to 10' },
    { label: 'More phones than that', value: 'in groups, one after another' },
    { label: 'Numbers, flows and calls', value: 'no limit' },
    { label: 'Shared inbox, voicemail, contacts', value: 'included' },
    { label: 'Auditors', value: 'included' },
  ],
}))

function plan(
  id: string,
  name: string,
  more: Partial<DataOf<typeof planLoader>> = {},
  answered?: DataOf<typeof planAction>,
): Exhibit {
  return {
    id,
    name,
    source: 'plan/plan.page.tsx',
    as: 'page',
    show: () => (
      <PageStage<typeof planLoader, typeof planAction>
        page={PlanPage}
        data={{ plan: 'starter', plans, mayChoose: true, administrators, ...more }}
        {...(answered === undefined ? {} : { answered })}
      />
    ),
  }
}

const choices = (all: readonly { readonly name: string }[]) => all.map(({ name }) => ({ value: name, label: name }))

function audit(id: string, name: string, data: (now: number) => Partial<DataOf<typeof auditLoader>>): Exhibit {
  const query = {
    number: null,
    person: null,
    flow: null,
    from: null,
    to: null,
    node: null,
    caller: null,
    version: null,
  }
  const found = {
    query,
    written: {},
    wrong: {},
    isUnderstood: true,
    calls: [],
    next: null,
    seesDeeds: true,
    timeZone: 'Europe/Berlin',
    numbers: choices([sales, support]),
    people: choices([...team, longName]),
    flows: choices([salesFlow]),
  }
  return {
    id,
    name,
    source: 'audit/audit.page.tsx',
    as: 'page',
    show: (now) => (
      <PageStage<typeof auditLoader> page={AuditPage} data={{ ...found, ...data(now) }} at={addressOf.audit()} />
    ),
  }
}

export const accountGroup: ExhibitGroup = {
  id: 'account',
  name: 'Settings, account, plan, audit',
  exhibits: [
    settings('settings', 'Settings, for an owner'),
    settings('settings-member', 'Settings, for a member', { manages: false, demo: false, temporal: null }),
    settings('settings-long', 'Settings: a long name, mail cannot be sent', {
      organisation: quayBooks.name,
      timeZone: 'America/Argentina/ComodRivadavia',
      demo: false,
      mail: 'none',
    }),
    settings('settings-done', 'Settings: renamed', {}, done('rename', 'The name is saved.')),
    countries('countries', 'Countries, for an owner'),
    countries('countries-member', 'Countries, for a member', { allowed: ['CA', 'GB', 'US'], manages: false }),
    countries('countries-none', 'Countries: none known yet', { allowed: [], manages: false }),
    countries(
      'countries-done',
      'Countries: saved, and somebody is not rung any longer',
      {},
      done(
        'countries',
        'Saved. From the next call on, these countries can be called.',
        'These people are not rung, because their phone is in a country that may not be called: Ana (Jamaica).',
      ),
    ),
    countries(
      'countries-refused',
      'Countries: none chosen',
      {},
      refusedWith('countries', 'form-invalid', {
        problems: 'Choose at least one country: without one, no telephone can be called.',
      }),
    ),
    settings(
      'settings-zone-done',
      'Settings: another time zone',
      { timeZone: 'Asia/Kolkata' },
      done('time-zone', 'The time zone is saved.'),
    ),
    settings(
      'settings-zone-refused',
      'Settings: no such time zone',
      {},
      refusedWith('time-zone', 'form-invalid', {
        problems: 'Choose a time zone from the list, such as Europe/Berlin.',
      }),
    ),
    account('account', 'Account'),
    account('account-one', 'Account: one browser', {
      sessions: [{ id: 'own', browser: 'Firefox on Linux', address: '203.0.113.7', seenAt: 0, isOwn: true }],
    }),
    account('account-organisations', 'Account: several organisations', {
      organisations: [harbourBikes, quayBooks],
      invitations: ['Tide Tables'],
    }),
    account('account-factor', 'Account: with a second factor', { secondFactor: true }),
    account('account-enrolment', 'Account: setting up a second factor', {}, { enrolment, codes }),
    account('account-codes', 'Account: new recovery codes', { secondFactor: true }, { codes }),
    account(
      'account-done',
      'Account: done',
      {},
      { done: 'Your password has been changed, and other browsers have been signed out.' },
    ),
    account('account-trouble', 'Account: refused', {}, { trouble: 'The current password is not right.' }),
    plan('plan-starter', 'Plan: Starter'),
    plan('plan-business', 'Plan: Business', { plan: 'business' }),
    plan('plan-too-large', 'Plan: Business, of which too much is used to go back', {
      plan: 'business',
      plans: plans.map((one) => (one.id === 'starter' ? { ...one, tooLarge: 'Sales has 12' } : one)),
    }),
    plan('plan-read-only', 'Plan: for members', { mayChoose: false }),
    plan(
      'plan-done',
      'Plan: changed',
      { plan: 'business' },
      done('plan', 'The plan has been changed. Its limits apply from now on.'),
    ),
    plan(
      'plan-refused',
      'Plan: refused',
      { plan: 'business' },
      refusedWith('plan', 'form-invalid', { problems: 'Choose a plan.' }),
    ),
    audit('audit', 'Audit: found', (now) => ({ calls: allCalls.map((call) => shownCall(call, now)), next: 'older' })),
    audit('audit-none', 'Audit: no call fits', () => ({})),
    audit('audit-wrong', 'Audit: what is not understood is not searched', () => ({
      written: { version: 'x', caller: 'Jon' },
      wrong: {
        version: '“x” is not a version number.',
        caller: '“Jon” is not a phone number or part of one. For callers who withhold theirs, type “private”.',
      },
      isUnderstood: false,
    })),
  ],
}
