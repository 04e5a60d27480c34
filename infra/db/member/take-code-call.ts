import { refused, type Refusal } from '../../errors.ts'
import type { EntityManager } from '../orm.ts'
import { CodeCall } from './code-call.ts'

/** Who wants which address called with a code. */
export interface CodeCallWanted {
  readonly organisation: string
  /** Id of the member who asks. */
  readonly member: string
  readonly address: string
  readonly now: Date
}

/**
 * Takes one of the calls with a code that may still be made. They cost money and ring somebody who may not have asked for
 * it, so they are counted for the address, the member who asks and the organisation, in rows that stay when the device or
 * the member is removed. Calls wanted at the same moment are counted one after the other.
 */
export async function takeCodeCall(
  em: EntityManager,
  { organisation, member, address, now }: CodeCallWanted,
): Promise<{ readonly ok: true } | Refusal> {
  await em.execute(`select pg_advisory_xact_lock(hashtextextended('code calls of ' || ?, 0))`, [organisation])
  await em.nativeDelete(CodeCall, { at: { $lte: new Date(now.getTime() - DAY) } })
  const made = await em.find(CodeCall, {}, { orderBy: { at: 'desc' } })
  const spent = limits.flatMap(({ counts, most, within, says }) => {
    const counted = made.filter((call) => counts(call, { member, address }))
    const again = (counted[most - 1]?.at.getTime() ?? 0) + within - now.getTime()
    return again > 0
      ? [{ again, what: `${says} ${most === 1 ? 'once' : `${most} times`} within ${lengths[within]}` }]
      : []
  })
  const [longest] = spent.toSorted((a, b) => b.again - a.again)
  if (longest !== undefined) return refused('code-too-soon', { what: longest.what, again: inWords(longest.again) })
  em.create(CodeCall, { organisation, member, address, at: now })
  await em.flush()
  return { ok: true }
}

const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000] as const

interface Limit {
  counts(call: CodeCall, wanted: Pick<CodeCallWanted, 'member' | 'address'>): boolean
  readonly most: number
  /** Milliseconds. */
  readonly within: typeof MINUTE | typeof HOUR | typeof DAY
  readonly says: string
}

const ofAddress = {
  counts: (call, { address }) => call.address === address,
  says: 'This device was called',
} satisfies Partial<Limit>
const limits: readonly Limit[] = [
  { ...ofAddress, most: 1, within: MINUTE },
  { ...ofAddress, most: 3, within: HOUR },
  { ...ofAddress, most: 6, within: DAY },
  { counts: (call, { member }) => call.member === member, most: 10, within: DAY, says: 'You have had devices called' },
  { counts: () => true, most: 30, within: DAY, says: 'The organisation has had devices called' },
]

const lengths = { [MINUTE]: 'a minute', [HOUR]: 'an hour', [DAY]: 'a day' } as const

/** "40 seconds", "12 minutes", "3 hours", never shorter than it is. */
function inWords(milliseconds: number): string {
  const [unit, name] =
    milliseconds <= MINUTE ? [1_000, 'second'] : milliseconds <= HOUR ? [MINUTE, 'minute'] : [HOUR, 'hour']
  const count = Math.ceil(milliseconds / unit)
  return `${count} ${name}${count === 1 ? '' : 's'}`
}
