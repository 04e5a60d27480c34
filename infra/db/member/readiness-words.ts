import { isolated } from '#flows/story/isolated.ts'
import type { Readiness, ReadinessSeat } from './readiness.ts'
import { countryInSentence, NO_COUNTRY } from '../../telephone/country-name.ts'

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
  /** Whether it is read on the person's own page. */
  readonly isTheirPage?: boolean
}

interface Asked {
  readonly reader: Reader
  readonly manages: boolean
  readonly isTheirPage: boolean
  /** Whom to name in a sentence about what only owners and admins can do. */
  readonly who: string
}

/** What keeps a person's phone from ringing, what may keep it from being noticed, and what is in order; in this order of weight. */
export function readinessChecks(
  readiness: Readiness,
  { now, reader = 'other', manages = false, isTheirPage = false }: Reading,
): readonly ReadinessCheck[] {
  const asked: Asked = { reader, manages, isTheirPage, who: manages ? 'You' : 'An owner or admin' }
  const ringing = [account(readiness, asked), device(readiness, asked), seats(readiness, asked), call(readiness)]
  return [
    ...ringing,
    signedIn(readiness, { now, rings: ringing.every(({ state }) => state !== 'trouble') }),
    notifications(readiness, reader),
  ]
}

/** Whether calls ring the person, or will as soon as they hang up: what a badge on their device says in a word. */
export function ringsNow(checks: readonly ReadinessCheck[]): 'rings' | 'on-a-call' | 'no' {
  const troubles = checks.filter(({ state }) => state === 'trouble')
  if (troubles.length === 0) return 'rings'
  return troubles.every(({ about }) => about === 'call') ? 'on-a-call' : 'no'
}

/** "Rings", or the first thing that keeps the phone from ringing. */
export function readinessInShort(checks: readonly ReadinessCheck[]): Pick<ReadinessCheck, 'state' | 'says'> {
  return (
    checks.find(({ state }) => state === 'trouble') ?? {
      state: checks.some(({ state }) => state === 'doubt') ? 'doubt' : 'well',
      says: 'Rings',
    }
  )
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
  return checks.some(({ state }) => state === 'doubt') ? 'Yes, but calls may go unnoticed:' : 'Yes.'
}

function account({ active, joined }: Readiness, { who, isTheirPage }: Asked): ReadinessCheck {
  const page = isTheirPage ? 'this page' : 'their page'
  if (active && joined === 'invited')
    return {
      about: 'account',
      state: 'trouble',
      says: 'Invited, not joined yet',
      fix: `They can join with the link in the invitation, or by signing in. ${who} can send it again from ${page}.`,
    }
  if (active && joined === 'declined')
    return {
      about: 'account',
      state: 'trouble',
      says: 'Declined the invitation',
      fix: `${who} can invite them again from ${page}.`,
    }
  return active
    ? { about: 'account', state: 'well', says: 'Active', fix: null }
    : { about: 'account', state: 'trouble', says: 'Deactivated', fix: `${who} can reactivate them on ${page}.` }
}

function device({ device: state, abroad }: Readiness, { reader, who, isTheirPage }: Asked): ReadinessCheck {
  const where = `under Devices on ${isTheirPage ? 'this' : reader === 'self' ? 'your' : 'their'} page`
  switch (state) {
    case 'verified':
      return { about: 'device', state: 'well', says: 'Device verified', fix: null }
    case 'not-allowed':
      return {
        about: 'device',
        state: 'trouble',
        says: `Calls to ${countryInSentence(abroad ?? NO_COUNTRY)} are not allowed`,
        fix: `${who} can allow them under Settings, Countries.`,
      }
    case 'unverified':
      return {
        about: 'device',
        state: 'trouble',
        says: 'Device not verified',
        fix:
          reader === 'self'
            ? `Have us call it ${where}, then enter the code you hear.`
            : `Have us call it ${where}. Whoever picks up hears a code to enter there.`,
      }
    case 'none':
      return { about: 'device', state: 'trouble', says: 'No device', fix: `Add a phone ${where}, then verify it.` }
  }
}

function seats({ seats: all, active, joined }: Readiness, { reader, manages }: Asked): ReadinessCheck {
  const [whom, their] = reader === 'self' ? ['you', 'your'] : ['them', 'their']
  const admin = manages ? 'you' : 'an owner or admin'
  if (all.length === 0)
    return {
      about: 'seat',
      state: 'trouble',
      says: 'On no number',
      fix:
        active && joined !== 'joined'
          ? `They can be added on the page of a number once they have accepted the invitation.`
          : manages
            ? `You can add ${reader === 'self' ? 'yourself' : 'them'} on the page of a number.`
            : `An owner, an admin or a number’s admin can add ${whom} on the page of a number.`,
    }
  const namesOf = (...flows: readonly ReadinessSeat['flow'][]) =>
    all.filter(({ flow }) => flows.includes(flow)).map(({ name }) => isolated(name))
  const [off, left, silent, partly] = [
    namesOf('switched-off'),
    namesOf('not-chosen'),
    namesOf('no-flow'),
    namesOf('partly'),
  ]
  const reasons = [
    ...(off.length > 0
      ? [
          {
            says: `Seat inactive on ${listed(off)}`,
            fix: `Calls to ${listed(off)} skip ${whom} until ${admin} ${manages ? 'switch' : 'switches'} ${their} seat on in the routing list.`,
          },
        ]
      : []),
    ...(left.length > 0
      ? [
          {
            says: `Not in the flow of ${listed(left)}`,
            fix: `The flow of ${listed(left)} rings other people. ${sentenceCase(admin)} can add ${whom} to one of its steps.`,
          },
        ]
      : []),
    ...(silent.length > 0
      ? [
          {
            says: `No flow answers ${listed(silent)}`,
            fix: `${sentenceCase(admin)} can choose a published flow on the page of ${listed(silent)}.`,
          },
        ]
      : []),
  ]
  const [first, ...others] = reasons
  if (first !== undefined) {
    const says = others.length === 0 ? first.says : `Not rung on ${listed([...off, ...left, ...silent])}`
    return {
      about: 'seat',
      state: off.length + left.length + silent.length === all.length ? 'trouble' : 'doubt',
      says,
      fix: reasons.map(({ fix }) => fix).join(' '),
    }
  }
  if (partly.length > 0)
    return {
      about: 'seat',
      state: 'doubt',
      says: `Seat inactive on ${listed(partly)}`,
      fix: `Another step of the flow of ${listed(partly)} has ${whom}, but the step with the routing list skips ${whom}.`,
    }
  return {
    about: 'seat',
    state: 'well',
    says: all.length === 1 ? `In the flow of ${listed(namesOf('rings'))}` : 'In the flow of every number',
    fix: null,
  }
}

function listed(names: readonly string[]): string {
  return new Intl.ListFormat('en').format(names)
}

function sentenceCase(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function call({ talking }: Readiness): ReadinessCheck {
  return talking
    ? { about: 'call', state: 'trouble', says: 'On another call', fix: 'Calls skip this phone until that call ends.' }
    : { about: 'call', state: 'well', says: 'On no other call', fix: null }
}

/** @param rings whether the phone does: whoever is not rung is told nothing else. */
function signedIn(
  { seenAt }: Readiness,
  { now, rings }: { readonly now: Date; readonly rings: boolean },
): ReadinessCheck {
  if (seenAt === null)
    return {
      about: 'signed-in',
      state: 'doubt',
      says: 'Never signed in',
      fix: rings
        ? 'The phone rings, but the call shows in no browser until they sign in.'
        : 'Calls show in no browser until they sign in.',
    }
  const days = Math.floor((now.getTime() - new Date(seenAt).getTime()) / 86_400_000)
  if (days < 1) return { about: 'signed-in', state: 'well', says: 'Signed in today', fix: null }
  const says = days === 1 ? 'Last here yesterday' : `Last here ${days} days ago`
  return days < 7
    ? { about: 'signed-in', state: 'well', says, fix: null }
    : {
        about: 'signed-in',
        state: 'doubt',
        says,
        fix: `${rings ? 'The phone rings. ' : ''}Anyone who is signed in also sees the call in the browser.`,
      }
}

function notifications({ notifications: answer }: Readiness, reader: Reader): ReadinessCheck {
  switch (answer) {
    case 'granted':
      return { about: 'notifications', state: 'well', says: 'Notifications on', fix: null }
    case 'denied':
      return {
        about: 'notifications',
        state: 'doubt',
        says: 'Notifications blocked',
        fix: `Allow notifications for this site in the settings of ${reader === 'self' ? 'your' : 'their'} browser.`,
      }
    case 'default':
    case null:
      return {
        about: 'notifications',
        state: 'doubt',
        says: 'Notifications off',
        fix:
          reader === 'self'
            ? 'Turn notifications on with the bell in the navigation.'
            : 'They can turn notifications on with the bell in their navigation.',
      }
  }
}
