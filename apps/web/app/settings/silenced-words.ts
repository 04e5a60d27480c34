import { isolated } from '#flows/story/isolated.ts'
import { addressOf } from '../reach/addresses.ts'
import type { Mend } from '../forms/read-form.server.ts'
import type { allowCountries } from '#infra/deeds/organisation/allow-countries.ts'

/** How many people are named, each with a link to their page. */
const MOST_NAMED = 12

/** Whose phones a change of the countries has silenced, for the answer to whoever made it. */
export function silencedInWords(silenced: AllowedCountries['silenced']): {
  readonly warning: string | null
  readonly about?: readonly Mend[]
} {
  if (silenced.length === 0) return { warning: null }
  const more = silenced.length - MOST_NAMED
  const who =
    silenced.length === 1
      ? 'The phone of one person no longer rings, because its country may not be called'
      : `The phones of ${silenced.length} people no longer ring, because their countries may not be called`
  return {
    warning: more > 0 ? `${who}. The first ${MOST_NAMED} of them:` : `${who}:`,
    about: silenced
      .slice(0, MOST_NAMED)
      .map(({ member, name, country }) => ({ to: addressOf.person(member), words: `${isolated(name)} (${country})` })),
  }
}

type AllowedCountries = Extract<Awaited<ReturnType<typeof allowCountries>>, { readonly ok: true }>
