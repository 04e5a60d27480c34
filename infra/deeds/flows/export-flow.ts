import { z } from 'zod'
import { Flow } from '../../db/flow/flow.ts'
import { refused } from '../../errors.ts'
import { deed } from '../deed.ts'

/** Hands out a flow's drawing as it stands. */
export const exportFlow = deed({
  permission: 'flows.see',
  input: z.strictObject({ flow: z.guid() }),
  records: ['export.flow'],
  async act(em, { record }, { flow: id }) {
    const flow = await em.findOne(Flow, { id, deletedAt: null })
    if (!flow) return refused('flow-not-found', { flow: id })
    const { name, draft } = flow
    await record({ kind: 'export.flow', on: { id, name }, changed: {} })
    return { ok: true, name, draft }
  },
})
