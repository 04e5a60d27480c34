import type { ShownTag } from '#infra/db/contact/contact-marks.ts'
import type { ContactDeed } from '#infra/db/contact/contact-history.ts'
import type { ImportAnswer } from '../../contacts/import-answer.server.ts'
import type { ImportReport } from '../../contacts/import-file.server.ts'
import type { ShownContact } from '../../contacts/read-contacts.server.ts'
import type { ShownRemoval } from '../../contacts/shown-removals.server.ts'
import { missed, voicemail } from './calls.ts'
import { conversation } from './conversations.ts'
import { abroad, carla, longCaller, rightToLeftCaller, titleOf, type SeedCaller } from './numbers.ts'

export function contactOf(caller: SeedCaller, more: readonly SeedCaller[] = []): ShownContact {
  const numbers = [caller, ...more].map(({ e164, shown }, index) => ({
    id: `${e164}-${index}`,
    e164: e164 ?? '',
    shown: shown ?? '',
    label: index === 1 ? 'Mobile' : null,
    country: e164?.startsWith('+1') === false ? 'Germany' : null,
  }))
  return { id: `contact-${caller.e164}`, name: titleOf(caller), numbers, tags: [], vip: false, blocked: false }
}

/** By name. */
export const book: ShownContact[] = [
  contactOf({ e164: '+12025550131', name: 'Abbie', shown: '(202) 555-0131' }),
  contactOf(carla, [abroad, { e164: '+442079460777', name: null, shown: '+44 20 7946 0777' }]),
  contactOf(longCaller),
  contactOf({ e164: '+12025550132', name: 'Priya Raghunathan', shown: '(202) 555-0132' }),
  contactOf(rightToLeftCaller),
]

export const conversationsOf = (now: number) => [conversation(voicemail, now), conversation(missed, now)]

const DAY = 86_400_000

export const deedsOf = (now: number): readonly ContactDeed[] => [
  {
    place: 31,
    kind: 'contact.merged',
    at: now - DAY,
    by: 'Ana',
    name: 'Carla Berg',
    before: 'merged: Carla (work)\nnumbers: +12025550189',
    after: null,
    change: 'change',
  },
  {
    place: 12,
    kind: 'contact.renamed',
    at: now - 3 * DAY,
    by: 'Olive',
    name: 'Carla',
    before: 'name: Carla',
    after: 'name: Carla Berg',
    change: null,
  },
  {
    place: 4,
    kind: 'contact.added',
    at: now - 9 * DAY,
    by: 'Ben',
    name: 'Carla',
    before: null,
    after: 'number: +12025550188',
    change: null,
  },
]

export const removal = (now: number): ShownRemoval => ({
  change: 'change',
  contact: 'contact',
  name: titleOf(longCaller),
  numbers: ['(202) 555-0144', '+44 20 7946 0777'],
  at: now - DAY,
  by: 'Ana',
})

export const asked: ImportAnswer = {
  trouble: null,
  letters: {
    encoding: 'windows-1252',
    isSure: true,
    choices: [
      { encoding: 'windows-1252', words: ['Jörg', 'Müller'] },
      { encoding: 'macintosh', words: ['Jˆrg', 'M¸ller'] },
    ],
  },
  columns: [
    { index: 0, title: 'Vorname', samples: ['Jörg', 'Ute'], role: 'first' },
    { index: 1, title: 'Nachname', samples: ['Müller', 'Baum'], role: 'last' },
    { index: 2, title: 'Mobil', samples: ['0171 1234567'], role: 'phone' },
    { index: 3, title: 'Kundennummer', samples: ['4711', '4712'], role: 'ignore' },
  ],
  home: 'US',
  others: null,
  foreign: { count: 2, country: 'DE', name: 'Germany' },
  report: null,
}

export const unsure: ImportAnswer = {
  ...asked,
  letters: {
    encoding: 'windows-1252',
    isSure: false,
    choices: [
      { encoding: 'windows-1251', words: ['Ольга', 'Иванова'] },
      { encoding: 'windows-1252', words: ['Îëüãà', 'Èâàíîâà'] },
    ],
  },
  columns: [],
  foreign: null,
}

export const wouldImport: ImportReport = {
  rows: 264,
  added: Array.from({ length: 241 }, (_, row) => ({ row: row + 2, name: 'Somebody', numbers: [] })),
  changed: [
    { row: 3, name: 'Carla Berg', from: 'Carla', numbers: ['(202) 555-0189'] },
    {
      row: 9,
      name: 'Chesapeake & Delaware Canal Towing, Salvage and Marine Upholstery Cooperative',
      from: 'Canal towing',
      numbers: [],
    },
  ],
  same: Array.from({ length: 18 }, (_, row) => ({ row: row + 250, name: 'Somebody' })),
  repeated: [{ row: 113, name: 'Karla', of: 4, winner: 'Carla', numbers: ['(202) 555-0155'] }],
  leftOut: [
    { row: 7, name: 'Gil', why: 'It has no phone number.' },
    { row: 90, name: '', why: 'It has no name.' },
  ],
  remarks: [{ row: 8, name: 'Hal', why: '“12” is not a phone number.' }],
  empty: 1,
  otherNames: [
    { row: 3, contact: 'carla', ours: 'Carla', theirs: 'Carla Berg', isKept: false },
    {
      row: 9,
      contact: 'towing',
      ours: 'Canal towing',
      theirs: 'Chesapeake & Delaware Canal Towing, Salvage and Marine Upholstery Cooperative',
      isKept: false,
    },
  ],
  written: false,
}

export const imported: ImportReport = { ...wouldImport, written: true }

export const someTags: readonly ShownTag[] = [
  { id: 'tag-1', name: 'Gold', colour: 'yellow' },
  { id: 'tag-2', name: 'Suppliers of parts, paint and tyres', colour: 'teal' },
  { id: 'tag-3', name: 'صحافة', colour: 'violet' },
]
