import { UniqueConstraintViolationException } from '@mikro-orm/core'
import type { z } from 'zod'
import type { DeedContext } from '../db/deed.ts'
import type { Deed, DeedKind, Deeds } from '../db/deeds/kinds.ts'
import { recordDeed } from '../db/deeds/record-deed.ts'
import type { EntityManager } from '../db/orm.ts'
import { refused, type Refusal } from '../errors.ts'
import { may, whatItAllows, whoCould, type About, type Permission, type RoleHolder } from './permissions.ts'

/** Whoever does a deed, inside its transaction. */
export interface Doing<Kind extends DeedKind> extends DeedContext {
  /** Records what is being done. Call it last in the transaction: see `recordDeed`. */
  readonly record: (deed: Deeds[Kind]) => Promise<void>
}

interface Done {
  readonly ok: true
}

/** `unrecorded`: there was nothing to put on record, as all that is kept there was so already. */
type Recorded<Answer extends Done> = Answer & { readonly unrecorded?: true }

/** What a deed is: one without a permission, an input or a kind of record does not compile. */
interface Definition<
  Schema extends z.ZodType,
  Kinds extends readonly DeedKind[],
  Did extends Done,
  Answer extends Done,
  More extends object,
> {
  /** What whoever does it needs, or what they need for this input. */
  readonly permission: Permission | ((who: RoleHolder, input: z.output<Schema>) => Permission)
  /** Who could do it, and what, in words for whoever may not; absent where the permission's own words say it all. */
  readonly notAllowed?: { readonly who: string; readonly what: string }
  readonly input: Schema
  /** What it can put on record. */
  readonly records: Kinds
  /** The number that it is about, where the permission depends on one; null where there is none such. */
  readonly about?: (em: EntityManager, input: z.output<Schema>) => Promise<About | null>
  /** The longest that the transaction may take, in milliseconds, where that is more than usual. */
  readonly timeout?: number
  /** What must be so before the transaction begins, such as the carrier's word. Whoever asks may do the deed. */
  readonly first?: (context: DeedContext & More, input: z.output<Schema>) => Promise<Done | Refusal>
  /** Does it and records it, in one transaction, which stands even where it refuses. */
  readonly act: (em: EntityManager, by: Doing<Kinds[number]> & More, input: z.output<Schema>) => Promise<Did | Refusal>
  /** The refusal where something must be unique and is not: somebody else was first. */
  readonly taken?: (context: DeedContext, input: z.output<Schema>) => Promise<Refusal>
  /** What follows once it stands, such as telling the carrier. */
  readonly afterwards?: (context: DeedContext & More, did: Did, input: z.output<Schema>) => Promise<Answer | Refusal>
}

/** Something that people and programs may do to an organisation's data: a function that says what it needs, takes and records. */
export interface DeedFunction<
  Schema extends z.ZodType,
  Kinds extends readonly DeedKind[],
  Answer extends Done,
  More extends object,
> extends Pick<Definition<Schema, Kinds, Answer, Answer, More>, 'permission' | 'input' | 'records'> {
  /** Why it is put on no record, where it is not. */
  readonly unrecordedAs?: string
  (
    context: DeedContext & Omit<More, keyof Doing<DeedKind>>,
    input: z.output<Schema>,
  ): Promise<Recorded<Answer> | Refusal>
}

/**
 * Makes a deed. Whoever may not do it is refused, whatever has been asked before: the page's action asks first, so that its
 * refusal can name whom to ask; a program has only this.
 */
export function deed<
  Schema extends z.ZodType,
  const Kinds extends readonly [DeedKind, ...DeedKind[]],
  Did extends Done,
  Answer extends Done = Did,
  More extends object = object,
>(definition: Definition<Schema, Kinds, Did, Answer, More>): DeedFunction<Schema, Kinds, Answer, More> {
  return made(definition)
}

/**
 * Makes a deed that is put on no record. It is refused to whoever may not as any other.
 * @param unrecordedAs why, in a sentence.
 */
export function unrecordedDeed<
  Schema extends z.ZodType,
  Did extends Done,
  Answer extends Done = Did,
  More extends object = object,
>({
  unrecordedAs,
  ...definition
}: Omit<Definition<Schema, readonly [], Did, Answer, More>, 'records'> & {
  readonly unrecordedAs: string
}): DeedFunction<Schema, readonly [], Answer, More> {
  return Object.assign(made({ ...definition, records: [] }), { unrecordedAs })
}

function made<
  Schema extends z.ZodType,
  const Kinds extends readonly DeedKind[],
  Did extends Done,
  Answer extends Done,
  More extends object,
>(definition: Definition<Schema, Kinds, Did, Answer, More>): DeedFunction<Schema, Kinds, Answer, More> {
  const { permission, notAllowed, input: schema, records, about, timeout, first, act, taken, afterwards } = definition
  const perform = async (
    given: DeedContext & Omit<More, keyof Doing<DeedKind>>,
    input: z.output<Schema>,
  ): Promise<Recorded<Answer> | Refusal> => {
    const context = given as DeedContext & More // `record` is added below, and only `act` may ask for it
    const { db, organisation, who } = context
    const refusal = async (em: EntityManager): Promise<Refusal | null> => {
      const needed = typeof permission === 'function' ? permission(who, input) : permission
      if (may(who, needed, (await about?.(em, input)) ?? undefined)) return null
      return refused('not-allowed', notAllowed ?? { who: whoCould(needed), what: whatItAllows[needed] })
    }
    if (first) {
      const before = (await db.withOrganisation(organisation, refusal)) ?? (await first(context, input))
      if (!before.ok) return before
    }
    let isRecorded = false
    const attempt = db.withOrganisation(
      organisation,
      async (em) => {
        isRecorded = false
        const record = async (what: Deed) => {
          isRecorded = (await recordDeed(em, { ...what, by: context })) || isRecorded
        }
        return (await refusal(em)) ?? act(em, { ...context, record }, input)
      },
      timeout === undefined ? {} : { timeout },
    )
    const did = await attempt.catch((error: unknown) => {
      if (taken && error instanceof UniqueConstraintViolationException) return taken(context, input)
      throw error
    })
    const answer = did.ok && afterwards ? await afterwards(context, did, input) : (did as Answer | Refusal) // without anything afterwards they are one type
    return answer.ok && records.length > 0 && !isRecorded ? { ...answer, unrecorded: true } : answer
  }
  return Object.assign(perform, { permission, input: schema, records })
}
