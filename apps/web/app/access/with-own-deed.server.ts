import { recordDeed } from '#infra/db/deeds/record-deed.ts'
import type { Services } from './services.ts'
import type { OwnDeed } from './record-sign-in.server.ts'

/** A change of somebody's own login, and whose. */
export interface OwnChange<T> {
  readonly account: string
  readonly address: string
  readonly deed: OwnDeed
  /** Changes the login, which sign-in keeps in a store of its own. */
  act(): Promise<T>
  /** Whether the change was made; if not, nothing is recorded. */
  isDone(result: T): boolean
}

/**
 * Changes a login with the deed already written in every organisation that its person belongs to, and only to be committed:
 * a record that cannot be written now keeps the change from happening.
 * @throws what keeps the deed from being written, before the login was changed.
 */
export async function withOwnDeed<T>(
  { db, identity }: Pick<Services, 'db' | 'identity'>,
  { account, address, deed, act, isDone }: OwnChange<T>,
): Promise<T> {
  // in one order, as the record of each of them is locked until all are done
  const all = (await identity.memberships(account)).toSorted((a, b) =>
    a.organisation.id.localeCompare(b.organisation.id),
  )
  const begun = performance.now()
  const recordedIn = async (at: number): Promise<T> => {
    const membership = all[at]
    if (membership === undefined) return await act()
    const { organisation, member } = membership
    try {
      return await db.withOrganisation(organisation.id, async (em) => {
        await recordDeed(em, { ...deed, by: { organisation: organisation.id, actor: member, address } })
        // whoever asked may have been told by now that it did not work
        if (performance.now() - begun > WAITS_AT_MOST)
          throw new Error('The record of deeds took nothing in time, and the login stays as it is.')
        const result = await recordedIn(at + 1)
        if (!isDone(result)) throw new NotDone(result)
        return result
      })
    } catch (error) {
      if (error instanceof NotDone) return error.result as T
      throw error
    }
  }
  return recordedIn(0)
}

/** Well within the time after which the database counts as silent. Milliseconds. */
const WAITS_AT_MOST = 5_000

/** Rolls back a deed that was not done after all. */
class NotDone extends Error {
  readonly result: unknown

  constructor(result: unknown) {
    super('not done')
    this.result = result
  }
}
