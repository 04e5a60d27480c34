import { LockMode } from '@mikro-orm/core'
import { z } from 'zod'
import { isolated } from '#flows/story/isolated.ts'
import { Flow } from '../../db/flow/flow.ts'
import { usedIn } from '../../db/flow/used-in.ts'
import { PhoneNumber } from '../../db/number/number.ts'
import type { EntityManager } from '../../db/orm.ts'
import { refused, type Refusal } from '../../errors.ts'
import { deed } from '../deed.ts'

/** Puts a flow aside or brings it back. Calls that it answered keep it, with all its versions; none is answered with it meanwhile. */
export const setAsideFlow = deed({
  permission: 'flows.edit',
  input: z.strictObject({
    flow: z.guid(),
    /** `archive` puts it aside, `delete` takes an archived one off every list; each has its way back. */
    as: z.enum(['archive', 'unarchive', 'delete', 'undelete']),
  }),
  records: ['flow.archived', 'flow.unarchived', 'flow.deleted', 'flow.undeleted'],
  taken: async () => refused('flow-name-taken'), // somebody has given its name to another one since it was deleted
  async act(em, { record }, { flow: id, as }) {
    const flow = await em.findOne(Flow, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE })
    if (!flow || (as !== 'undelete' && flow.deletedAt != null)) return refused('flow-not-found', { flow: id })
    const refusal =
      as === 'archive'
        ? await refuseInUse(em, flow)
        : as === 'delete' && flow.archivedAt == null
          ? refused('flow-not-archived')
          : null
    if (refusal) return refusal
    const { changes, kind } = ways[as]
    const before = { archivedAt: flow.archivedAt ?? null, deletedAt: flow.deletedAt ?? null }
    Object.assign(flow, changes(before, new Date()))
    await em.flush()
    if ((flow.archivedAt ?? null) !== before.archivedAt || (flow.deletedAt ?? null) !== before.deletedAt)
      await record({ kind, on: flow, changed: {} })
    return { ok: true, name: flow.name }
  },
})

interface Aside {
  readonly archivedAt: Date | null
  readonly deletedAt: Date | null
}

const ways = {
  archive: {
    kind: 'flow.archived',
    changes: ({ archivedAt, deletedAt }: Aside, now: Date): Aside => ({ archivedAt: archivedAt ?? now, deletedAt }),
  },
  unarchive: { kind: 'flow.unarchived', changes: ({ deletedAt }: Aside): Aside => ({ archivedAt: null, deletedAt }) },
  delete: {
    kind: 'flow.deleted',
    changes: ({ archivedAt, deletedAt }: Aside, now: Date): Aside => ({ archivedAt, deletedAt: deletedAt ?? now }),
  },
  undelete: { kind: 'flow.undeleted', changes: ({ archivedAt }: Aside): Aside => ({ archivedAt, deletedAt: null }) },
} as const

/** A flow that answers a number, or was chosen for one, is needed there, and so is one to which another published flow leads. */
async function refuseInUse(em: EntityManager, flow: Flow): Promise<Refusal | null> {
  const numbers = await em.find(PhoneNumber, { flow: flow.id }, { orderBy: { name: 'asc' } })
  if (numbers.length === 0) {
    const leading = (await usedIn(em, 'flows', flow.id)).filter((one) => one.published && one.flow !== flow.id)
    if (leading.length === 0) return null
    return refused('flow-led-to', {
      flows: new Intl.ListFormat('en').format(leading.map(({ name }) => isolated(name))),
    })
  }
  return refused('flow-in-use', {
    numbers: new Intl.ListFormat('en').format(numbers.map(({ name }) => isolated(name))),
  })
}
