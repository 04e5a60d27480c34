import { deedKinds, type DeedGroup, type DeedKind } from '#infra/db/deeds/kinds.ts'
import { may, type Permission, type RoleHolder } from '#infra/deeds/permissions.ts'
import type { Thing } from './things.ts'

/** What a deed of this kind changes on open pages; of a kind that only a newer release knows, the record alone. */
export function changedByDeed(kind: string): readonly Thing[] {
  const things = isKnown(kind) ? (ofKind[kind] ?? ofGroup[deedKinds[kind].group]) : []
  return [...things, 'record']
}

/** The things that somebody may see, and so hear of. */
export function thingsSeen(who: RoleHolder): ReadonlySet<Thing> {
  return new Set(all.filter((thing) => may(who, seenWith[thing])))
}

function isKnown(kind: string): kind is DeedKind {
  return Object.hasOwn(deedKinds, kind)
}

const ofGroup: Readonly<Record<DeedGroup, readonly Thing[]>> = {
  'sign-in': [],
  people: ['people'],
  devices: ['people'],
  numbers: ['routing'],
  flows: ['flows'],
  schedules: ['flows'],
  contacts: ['contacts'],
  exports: [],
  calls: [],
  organisation: ['organisation'],
}

/** Kinds that change something else than the others of their group, or more. */
const ofKind: Partial<Record<DeedKind, readonly Thing[]>> = {
  'sign-in.name-changed': ['people', 'names'],
  'sign-in.email-changed': ['people'],
  'number.added': ['numbers', 'routing'],
  'number.released': ['numbers', 'routing'],
  'number.settings': ['numbers', 'routing'],
}

const seenWith = {
  inbox: 'organisation.see',
  marks: 'organisation.see',
  organisation: 'organisation.see',
  people: 'people.see',
  names: 'people.see',
  numbers: 'numbers.see',
  routing: 'numbers.see',
  flows: 'flows.see',
  contacts: 'contacts.see',
  record: 'deeds.see',
} as const satisfies Record<Thing, Permission>

const all = Object.keys(seenWith) as Thing[] // the keys of a literal object
