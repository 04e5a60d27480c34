import type { Readiness } from '#infra/db/member/readiness.ts'
import { countryInSentence, NO_COUNTRY } from '#infra/telephone/country-name.ts'

/** One thing on which it depends whether a phone rings and is noticed. `doubt`: it rings all the same. */
export interface ReadinessCheck {
  readonly about: 'account' | 'device' | 'seat' | 'call' | 'signed-in' | 'notifications'
  readonly state: 'well' | 'doubt' | 'trouble'
  readonly says: string
  /** What to do about it; null when all is well. */
  readonly fix: string | null
}

/** Who reads it: the person themself is told what to do, others what the person or an admin does. */
export type Reader = 'self' | 'other'

interface Reading {
  readonly now: Date
  readonly reader?: Reader
  /** Whether the reader is an owner or admin, and can do what only those can. */
  readonly manages?: boolean
}

interface Asked {
  readonly reader: Reader
  readonly manages: boolean
  /** Whom a sentence names that says what only owners and admins can do. */
  readonly who: string
}

/** What keeps a person's phone from ringing, what may keep it from being noticed, and what is in order; in this order of weight. */
export function readinessChecks(readiness: Readiness, { now, reader = 'other', manages = false }: Reading): readonly ReadinessCheck[] {
  const asked: Asked = { reader, manages, who: manages ? 'You' : 'An owner or admin' }
  return [account(readiness, asked), device(readiness, asked), seats(readiness, asked), call(readiness), signedIn(readiness, now), notifications(readiness, reader)]
}

/** "Rings", or the first thing that keeps the phone from ringing. */
export function readinessInShort(checks: readonly ReadinessCheck[]): Pick<ReadinessCheck, 'state' | 'says'> {
  return checks.find(({ state }) => state === 'trouble') ?? { state: checks.some(({ state }) => state === 'doubt') ? 'doubt' : 'well', says: 'Rings' }
}

/** What keeps calls from ringing a person wherever they are on a list; null when nothing does. */
export function barredBy(checks: readonly ReadinessCheck[]): ReadinessCheck | null {
  return checks.find(({ about, state }) => (about === 'account' || about === 'device') && state === 'trouble') ?? null
}

/** What a check says, as it goes on after a colon. */
export function afterColon(says: string): string {
  return says.charAt(0).toLowerCase() + says.slice(1)
}

/** The answer to "does the phone ring?" in one sentence. */
export function readinessAnswer(checks: readonly ReadinessCheck[]): string {
  if (checks.some(({ state }) => state === 'trouble')) return 'No. This is why, and what helps:'
  return checks.some(({ state }) => state === 'doubt') ? 'Yes, but a call may go unnoticed:' : 'Yes.'
}

function account({ active, joined }: Readiness, { who }: Asked): ReadinessCheck {
  if (active && joined === 'invited') return { about: 'account', state: 'trouble', says: 'Invited, not joined yet', fix: `They join by the link in their letter, or after signing in. ${who} can send it again from their page.` }
  if (active && joined === 'declined') return { about: 'account', state: 'trouble', says: 'Declined the invitation', fix: `${who} can invite them again from their page.` }
  return active
    ? { about: 'account', state: 'well', says: 'Active', fix: null }
    : { about: 'account', state: 'trouble', says: 'Deactivated', fix: `${who} can reactivate them on their page.` }
}

function device({ device: state, abroad }: Readiness, { reader, who }: Asked): ReadinessCheck {
  const where = reader === 'self' ? 'under Devices on your page' : 'under Devices on their page'
  switch (state) {
    case 'verified':
      return { about: 'device', state: 'well', says: 'Device verified', fix: null }
    case 'not-allowed':
      return { about: 'device', state: 'trouble', says: `Calls to ${countryInSentence(abroad ?? NO_COUNTRY)} are not allowed`, fix: `${who} can allow them under Settings, Countries.` }
    case 'unverified':
      return { about: 'device', state: 'trouble', says: 'Device not verified', fix: `Have it called ${where}, and enter the code that it hears.` }
    case 'none':
      return { about: 'device', state: 'trouble', says: 'No device', fix: `Add a telephone ${where}, and verify it.` }
  }
}

function seats({ seats: all }: Readiness, { reader, manages }: Asked): ReadinessCheck {
  const off = all.filter(({ active }) => active === false).map(({ name }) => name)
  const listed = all.some(({ active }) => active !== null)
  const [whom, person] = reader === 'self' ? ['you', 'you'] : ['them', 'this person']
  if (all.length === 0) return { about: 'seat', state: 'trouble', says: 'On no number', fix: manages ? `You can add ${reader === 'self' ? 'yourself' : 'them'} on the page of a number.` : `An owner, an admin or a number’s admin can add ${whom} on the page of a number.` }
  if (off.length > 0) {
    const which = off.length === all.length && all.length === 1 ? 'Seat inactive' : `Seat inactive on ${new Intl.ListFormat('en').format(off)}`
    return { about: 'seat', state: off.length === all.length ? 'trouble' : 'doubt', says: which, fix: `Calls skip ${whom} there until ${manages ? 'you switch' : 'an owner or admin switches'} the seat on in the routing list.` }
  }
  if (!listed) return { about: 'seat', state: 'doubt', says: 'On no routing list', fix: `The phone rings only where a flow rings everyone on the number, or ${person} by name.` }
  return { about: 'seat', state: 'well', says: 'Seat active', fix: null }
}

function call({ talking }: Readiness): ReadinessCheck {
  return talking
    ? { about: 'call', state: 'trouble', says: 'On another call', fix: 'Calls skip the phone until that call has ended.' }
    : { about: 'call', state: 'well', says: 'On no other call', fix: null }
}

function signedIn({ seenAt }: Readiness, now: Date): ReadinessCheck {
  if (seenAt === null) return { about: 'signed-in', state: 'doubt', says: 'Never signed in', fix: 'The phone rings, but nobody sees the call in the browser until they sign in.' }
  const days = Math.floor((now.getTime() - new Date(seenAt).getTime()) / 86_400_000)
  if (days < 1) return { about: 'signed-in', state: 'well', says: 'Signed in today', fix: null }
  const says = days === 1 ? 'Last here yesterday' : `Last here ${days} days ago`
  return days < 7 ? { about: 'signed-in', state: 'well', says, fix: null } : { about: 'signed-in', state: 'doubt', says, fix: 'The phone rings; who is signed in sees the call in the browser as well.' }
}

function notifications({ notifications: answer }: Readiness, reader: Reader): ReadinessCheck {
  switch (answer) {
    case 'granted':
      return { about: 'notifications', state: 'well', says: 'Notifications on', fix: null }
    case 'denied':
      return { about: 'notifications', state: 'doubt', says: 'Notifications blocked', fix: `Allow notifications for this site in the settings of ${reader === 'self' ? 'your' : 'their'} browser.` }
    case 'default':
    case null:
      return {
        about: 'notifications',
        state: 'doubt',
        says: 'Notifications off',
        fix: reader === 'self' ? 'Switch notifications on with the bell in the navigation.' : 'They can switch notifications on with the bell in their navigation.',
      }
  }
}
