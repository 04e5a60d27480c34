import { z } from 'zod'
import type { Database, Limits } from '../orm.ts'
import { rowsAs } from '../rows-as.ts'
import { drivers, type Driver } from './call.ts'
import { millisecondsOf, type CallQuestion } from './call-key.ts'

/** News for a call's workflow that waits until the engine can be told. */
export interface WaitingWord {
  readonly call: string
  /** The same for the same word: it is kept once. */
  readonly key: string
  /** What is to be signalled. */
  readonly signal: unknown
  /** Milliseconds since 1970. */
  readonly keptAt: number
}

/** Keeps a word that could not be delivered. */
export async function keepWord(
  db: Database,
  { organisation, call, key, signal, ...limits }: CallQuestion & { readonly key: string; readonly signal: unknown },
): Promise<void> {
  await db.write(
    organisation,
    'insert into kept_word (organisation_id, call, key, signal) values (?, ?, ?, ?::jsonb) on conflict do nothing',
    [organisation, call, key, JSON.stringify(signal)],
    limits,
  )
}

/** The words of one organisation, or of one of its calls, that wait to be delivered, oldest first. */
export async function keptWords(
  db: Database,
  { organisation, call = null, ...limits }: Limits & { readonly organisation: string; readonly call?: string | null },
): Promise<readonly WaitingWord[]> {
  const answer = db.read(
    organisation,
    `select call, key, signal, ${millisecondsOf('kept_at')} as "keptAt" from kept_word
         where organisation_id = ? and delivered_at is null ${call === null ? '' : 'and call = ?'} order by kept_at, id`,
    call === null ? [organisation] : [organisation, call],
    { ...limits, isPrepared: true },
  )
  return rowsAs(waitingWord, answer)
}

/** What a call's first word asks of the database, one message for all. */
export interface BeforeFirstWord {
  /** Null when no such call is known here. */
  readonly driver: Driver | null
  /** Its words that wait to be delivered, oldest first. */
  readonly words: readonly Omit<WaitingWord, 'call'>[]
}

/** Who decides what the caller's leg does (`readDriver`), and what waits to be told to the call's workflow (`keptWords`), in one question. */
export async function beforeFirstWord(
  db: Database,
  { organisation, call, ...limits }: CallQuestion,
): Promise<BeforeFirstWord> {
  const answer = db.read(organisation, BEFORE_FIRST, [organisation, call, organisation, call], {
    ...limits,
    isPrepared: true,
  })
  const [found] = await rowsAs(beforeFirst, answer)
  return found ?? { driver: null, words: [] }
}

const BEFORE_FIRST = `
select (select driver from call where organisation_id = ? and call = ?) as driver,
  (select coalesce(jsonb_agg(jsonb_build_object('key', key, 'signal', signal, 'keptAt', ${millisecondsOf('kept_at')}) order by kept_at, id), '[]')
    from kept_word where organisation_id = ? and call = ? and delivered_at is null) as words`

const word = { key: z.string(), signal: z.unknown(), keptAt: z.number() }
const waitingWord: z.ZodType<WaitingWord> = z.object({ call: z.string(), ...word })
const beforeFirst: z.ZodType<BeforeFirstWord> = z.object({
  driver: z.enum(drivers).nullable(),
  words: z.array(z.object(word)),
})

/** A kept word has reached its workflow, or its workflow is over and it changes nothing any more. */
export async function markDelivered(
  db: Database,
  { organisation, call, key, ...limits }: CallQuestion & { readonly key: string },
): Promise<void> {
  await db.write(
    organisation,
    'update kept_word set delivered_at = now() where organisation_id = ? and call = ? and key = ? and delivered_at is null',
    [organisation, call, key],
    limits,
  )
}
