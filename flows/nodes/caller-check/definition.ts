import { z } from 'zod'
import { defineNode } from '../../language/node.ts'
import { checkMatches } from './check-matches.ts'
import { fits } from './fits.ts'
import { matchList } from '../match-fields.ts'

/** Tells callers apart by what is known of them. */
export const callerCheck = defineNode({
  kind: 'caller-check',
  label: 'Caller check',
  help: 'Sends callers on by who they are: their contact’s tags, VIPs, blocked ones, where they call from. Each match has an exit of its own; blocked callers are turned away only where theirs does so.',
  icon: 'UserSearch',
  group: 'ways',
  config: z.strictObject({ matches: matchList() }),
  exits: ({ matches = [] }) => [
    ...matches.flatMap(({ id, name }) =>
      id ? [{ name: `match-${id}` as const, words: name?.trim() || 'Match', mustConnect: true, quick: true }] : [],
    ),
    { name: 'anonymous', words: 'Number withheld', mustConnect: true, quick: true },
    { name: 'else', words: 'Everyone else', mustConnect: true, quick: true },
  ],
  outage: 'else',
  summary: ({ matches }) => (matches.length === 0 ? 'Withheld numbers' : matches.map(({ name }) => name).join(', ')),
  uses: ({ matches = [] }) => ({
    tags: matches.flatMap(({ who }) => (who?.is === 'tagged' && who.tag ? [who.tag] : [])),
  }),
  knowsCaller: ({ matches }) => matches.some(({ who }) => KNOWN.has(who.is)),
  decide({ matches }, around) {
    if (around.caller.e164 === null) return 'anonymous'
    const found = matches.find((match) => fits(match, around))
    return found ? `match-${found.id}` : 'else'
  },
  check: ({ matches }, around) => checkMatches(matches, around),
})
export type CallerCheck = typeof callerCheck

/** What the address book and earlier calls tell; everything else can be seen from the number. */
const KNOWN: ReadonlySet<string> = new Set(['vip', 'tagged', 'blocked', 'called-before'])
