import { z } from 'zod'
import { askedDeeds } from '#infra/db/deeds/asked-deeds.ts'
import { NO_MEMBER } from '#infra/db/deeds/offered-kinds.ts'
import { daysTrouble, notUnderstood, wholeNumber, type Choice } from './not-understood.ts'

const { who, kind, about, from, to } = askedDeeds.shape
const shape = z.object({
  who: who.catch(null),
  kind: kind.catch(null),
  about: about.catch(null),
  from: from.catch(null),
  to: to.catch(null),
  /** Older than the deed of this number. */
  before: wholeNumber(Number.MAX_SAFE_INTEGER),
})

/** What the form asks for; a field that is not understood is null here and named by `troubleInDeeds`: then nothing is searched. */
export type DeedsQuery = z.output<typeof shape>

export function deedsQuery(query: URLSearchParams): DeedsQuery {
  return shape.parse(Object.fromEntries(Object.keys(shape.shape).map((name) => [name, query.get(name) ?? undefined])))
}

/**
 * Why the form cannot be searched for, a sentence for each field that is not understood.
 * @param people of the organisation, by their ids.
 */
export function troubleInDeeds(
  asked: URLSearchParams,
  people: readonly Choice[],
): Partial<Record<keyof DeedsQuery, string>> {
  const query = deedsQuery(asked)
  const nouns = {
    who: 'a person in this organisation',
    kind: 'a kind of action',
    about: 'a name or part of one',
    from: 'a date',
    to: 'a date',
    before: 'the number of an entry',
  }
  return { ...daysTrouble(query), ...notUnderstood(asked, query, nouns, { who: [...people, { value: NO_MEMBER }] }) }
}
