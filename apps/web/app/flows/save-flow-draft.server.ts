import { UniqueConstraintViolationException } from '@mikro-orm/core'
import { z } from 'zod'
import { readFlow } from '#flows/flow.ts'
import type { DeedContext } from '#infra/db/deed.ts'
import { Flow } from '#infra/db/flow/flow.ts'
import { refused, type Refusal } from '#infra/errors.ts'

export const saveFlowDraftInput = z.strictObject({
  /** Absent for a new flow. */
  flow: z.guid().optional(),
  /** The flow document; it may be unfinished, but must be one. */
  document: z.unknown(),
})

export type SavedDraft = { readonly ok: true; readonly flow: string } | Refusal

/** Keeps a drawing as the flow's draft. Calls are answered as before until it is published. */
export async function saveFlowDraft(context: DeedContext, input: z.output<typeof saveFlowDraftInput>): Promise<SavedDraft> {
  const { db, organisation } = context
  const read = readFlow(input.document)
  if (!read.ok) return refused('flow-unreadable', { problems: read.problems })
  const { name } = read.flow
  try {
    return await db.withOrganisation(organisation, async (em) => {
      if (input.flow === undefined) {
        const made = em.create(Flow, { organisation, name, draft: read.flow })
        await em.flush()
        return { ok: true, flow: made.id }
      }
      const flow = await em.findOne(Flow, { id: input.flow })
      if (!flow) return refused('flow-not-found', { flow: input.flow })
      if (JSON.stringify(flow.draft) !== JSON.stringify(read.flow)) Object.assign(flow, { name, draft: read.flow, draftSavedAt: new Date() })
      await em.flush()
      return { ok: true, flow: flow.id }
    })
  } catch (error) {
    if (error instanceof UniqueConstraintViolationException) return refused('flow-name-taken', { name })
    throw error
  }
}
