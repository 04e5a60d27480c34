import { LockMode, UniqueConstraintViolationException } from '@mikro-orm/core'
import { z } from 'zod'
import { inOneLine } from '#flows/one-line.ts'
import { readFlow } from '#flows/flow.ts'
import type { DeedContext } from '#infra/db/deed.ts'
import { recordDeed } from '#infra/db/deeds/record-deed.ts'
import { Flow } from '#infra/db/flow/flow.ts'
import { refused, type Refusal } from '#infra/errors.ts'
import { draftRevision } from './draft-revision.server.ts'

export const renameFlowInput = z.strictObject({
  flow: z.guid(),
  name: z.string().overwrite(inOneLine).min(1, 'Give the flow a name.').max(80, 'A name can have at most 80 characters.'),
})

export type RenamedFlow = { readonly ok: true; readonly name: string; readonly revision: string } | Refusal

/** Gives a flow another name, in lists and in its draft. Calls notice nothing. */
export async function renameFlow(context: DeedContext, input: z.output<typeof renameFlowInput>): Promise<RenamedFlow> {
  const { db, organisation } = context
  const { name } = input
  try {
    return await db.withOrganisation(organisation, async (em) => {
      const flow = await em.findOne(Flow, { id: input.flow }, { lockMode: LockMode.PESSIMISTIC_WRITE })
      if (!flow) return refused('flow-not-found', { flow: input.flow })
      const read = readFlow(flow.draft)
      const draft = read.ok ? { ...read.flow, name } : flow.draft // what cannot be read is kept as it is
      const before = flow.name
      em.assign(flow, { name, draft })
      await em.flush()
      await recordDeed(em, { by: context, kind: 'flow.renamed', on: { id: flow.id, name: before }, changed: { name: [before, name] } })
      return { ok: true, name, revision: draftRevision(draft) }
    })
  } catch (error) {
    if (error instanceof UniqueConstraintViolationException) return refused('flow-name-taken', { name })
    throw error
  }
}
