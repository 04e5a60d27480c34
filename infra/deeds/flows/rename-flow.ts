import { LockMode } from '@mikro-orm/core'
import { z } from 'zod'
import { readFlow } from '#flows/language/flow.ts'
import { Flow } from '../../db/flow/flow.ts'
import { refused } from '../../errors.ts'
import { deed } from '../deed.ts'
import { draftRevision } from './draft-revision.ts'
import { seenName } from '../seen-name.ts'

/** Gives a flow another name, in lists and in its draft. Calls notice nothing. */
export const renameFlow = deed({
  permission: 'flows.edit',
  input: z.strictObject({
    flow: z.guid(),
    name: seenName('Give the flow a name.'),
  }),
  records: ['flow.renamed'],
  taken: async (_context, { name }) => refused('flow-name-taken', { name }),
  async act(em, { record }, input) {
    const { name } = input
    const flow = await em.findOne(Flow, { id: input.flow, deletedAt: null }, { lockMode: LockMode.PESSIMISTIC_WRITE })
    if (!flow) return refused('flow-not-found', { flow: input.flow })
    const read = readFlow(flow.draft)
    const draft = read.ok ? { ...read.flow, name } : flow.draft // what cannot be read is kept as it is
    const before = flow.name
    em.assign(flow, { name, draft })
    await em.flush()
    await record({
      kind: 'flow.renamed',
      on: { id: flow.id, name: before },
      changed: { name: [before, name] },
    })
    return { ok: true, name, revision: draftRevision(draft) }
  },
})
