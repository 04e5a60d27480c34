import type { ImportReport } from '../../contacts/import-contacts.server.ts'
import type { ShownContact } from '../../contacts/read-contacts.server.ts'
import { abroad, carla, longCaller, rightToLeftCaller, titleOf, type SeedCaller } from './numbers.ts'

export function contactOf(caller: SeedCaller, more: readonly SeedCaller[] = []): ShownContact {
  const numbers = [caller, ...more].map(({ e164, shown }, index) => ({ id: `${e164}-${index}`, e164: e164 ?? '', shown: shown ?? '' }))
  return { id: `contact-${caller.e164}`, name: titleOf(caller), numbers }
}

/** By name. */
export const book: ShownContact[] = [
  contactOf({ e164: '+12025550131', name: 'Abbie', shown: '(202) 555-0131' }),
  contactOf(carla, [abroad, { e164: '+442079460777', name: null, shown: '+44 20 7946 0777' }]),
  contactOf(longCaller),
  contactOf({ e164: '+12025550132', name: 'Priya Raghunathan', shown: '(202) 555-0132' }),
  contactOf(rightToLeftCaller),
]

export const wouldImport = {
  added: 241,
  renamed: [
    { e164: '+12025550188', from: 'Carla', to: 'Carla Berg' },
    { e164: '+12025550144', from: 'Canal towing', to: 'Chesapeake & Delaware Canal Towing, Salvage and Marine Upholstery Cooperative' },
  ],
  same: 18,
  wrong: [
    { row: 7, why: 'No telephone number.' },
    { row: 113, why: 'The number is on row 4 already.' },
  ],
  written: false,
} satisfies ImportReport

export const imported = { ...wouldImport, written: true }
