import type { z } from 'zod'
import type { Changed, Deed, DeedKind } from '../../db/deeds/kinds.ts'
import { recordDeed } from '../../db/deeds/record-deed.ts'
import type { Database } from '../../db/orm.ts'
import type { Identity } from '../../identity/identity.ts'

/** Somebody who changes their own login, which belongs to no organisation and to all of theirs. */
export interface OwnContext {
  readonly db: Database
  readonly identity: Pick<Identity, 'memberships'>
  /** The login's e-mail address: it is theirs who are signed in with it, or have a letter that went there. */
  readonly account: string
  /** The address from which it was asked for. */
  readonly address: string
}

/** A kind of deed about a login: it is done to no other thing. */
export type OwnKind = Extract<DeedKind, `sign-in.${string}`>

interface Definition<Schema extends z.ZodType, Kind extends OwnKind, Result, More extends object> {
  readonly input: Schema
  /** What it puts on record, in every organisation of its person, */
  readonly records: readonly [Kind]
  /** with these values. */
  readonly changed: (input: z.output<Schema>, context: OwnContext) => Changed<Kind>
  /** Changes the login, which sign-in keeps in a store of its own. */
  readonly act: (context: OwnContext & More, input: z.output<Schema>) => Promise<Result>
  /** Whether the change was made; if not, nothing is recorded. */
  readonly isDone: (result: Result) => boolean
}

/** Something that people do to their own login: nobody else may, and everybody who is signed in. */
export interface OwnDeed<Schema extends z.ZodType, Kind extends OwnKind, Result, More extends object> extends Pick<
  Definition<Schema, Kind, Result, More>,
  'input' | 'records'
> {
  /** @throws what keeps the deed from being written, before the login was changed. */
  (context: OwnContext & More, input: z.output<Schema>): Promise<Result>
}

/**
 * Makes a deed of somebody's own login. It is done with the record already written in every organisation that its person
 * belongs to, and only to be committed: a record that cannot be written now keeps the change from happening.
 */
export function ownDeed<Schema extends z.ZodType, Kind extends OwnKind, Result, More extends object = object>({
  input: schema,
  records,
  changed,
  act,
  isDone,
}: Definition<Schema, Kind, Result, More>): OwnDeed<Schema, Kind, Result, More> {
  const [kind] = records
  const perform = (context: OwnContext & More, input: z.output<Schema>): Promise<Result> =>
    withRecords(context, {
      what: { kind, changed: changed(input, context) } as Deed, // its kind is done to no other thing
      act: () => act(context, input),
      isDone,
    })
  return Object.assign(perform, { input: schema, records })
}

async function withRecords<Result>(
  { db, identity, account, address }: OwnContext,
  {
    what,
    act,
    isDone,
  }: { readonly what: Deed; readonly act: () => Promise<Result>; readonly isDone: (result: Result) => boolean },
): Promise<Result> {
  // in one order, as the record of each of them is locked until all are done
  const all = (await identity.memberships(account)).toSorted((a, b) =>
    a.organisation.id.localeCompare(b.organisation.id),
  )
  const begun = performance.now()
  const recordedIn = async (at: number): Promise<Result> => {
    const membership = all[at]
    if (membership === undefined) return await act()
    const { organisation, member } = membership
    try {
      return await db.withOrganisation(organisation.id, async (em) => {
        await recordDeed(em, { ...what, by: { organisation: organisation.id, actor: member, address } })
        // whoever asked may have been told by now that it did not work
        if (performance.now() - begun > WAITS_AT_MOST)
          throw new Error('The record of deeds took nothing in time, and the login stays as it is.')
        const result = await recordedIn(at + 1)
        if (!isDone(result)) throw new NotDone(result)
        return result
      })
    } catch (error) {
      if (error instanceof NotDone) return error.result as Result
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
