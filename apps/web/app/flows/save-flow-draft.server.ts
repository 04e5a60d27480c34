import { LockMode, UniqueConstraintViolationException } from '@mikro-orm/core'
import { z } from 'zod'
import { readFlow } from '#flows/flow.ts'
import type { DeedContext } from '#infra/db/deed.ts'
import { recordDeed } from '#infra/db/deeds/record-deed.ts'
import { Flow } from '#infra/db/flow/flow.ts'
import { Member } from '#infra/db/member/member.ts'
import { refused, type Refusal } from '#infra/errors.ts'
import { draftRevision } from './draft-revision.server.ts'

export const saveFlowDraftInput = z.strictObject({
  /** Absent for a new flow. */
  flow: z.guid().optional(),
  /** The flow document; it may be unfinished, but must be one. */
  document: z.unknown(),
  /** The revision that was drawn upon; when the draft is another one by now, nothing is saved. Absent: saved in any case. */
  base: z.string().max(100).optional(),
})

/** `revision`: what the next save is based on. */
export type SavedDraft = { readonly ok: true; readonly flow: string; readonly revision: string } | Refusal

export interface DraftContext extends DeedContext {
  /** The earlier version that the drawing is, when somebody takes one as the draft. */
  readonly restores?: number
}

/** Keeps a drawing as the flow's draft. Calls are answered as before until it is published. */
export async function saveFlowDraft(context: DraftContext, input: z.output<typeof saveFlowDraftInput>): Promise<SavedDraft> {
  const { db, organisation, actor } = context
  const read = readFlow(input.document)
  if (!read.ok) return refused('flow-unreadable', { problems: read.problems })
  const { name } = read.flow
  const revision = draftRevision(read.flow)
  try {
    return await db.withOrganisation(organisation, async (em) => {
      const draftSavedBy = em.getReference(Member, actor)
      if (input.flow === undefined) {
        const made = em.create(Flow, { organisation, name, draft: read.flow, draftSavedBy })
        await em.flush()
        await recordDeed(em, { by: context, kind: 'flow.made', on: made, changed: { name: [null, name] } })
        return { ok: true, flow: made.id, revision }
      }
      const flow = await em.findOne(Flow, { id: input.flow }, { lockMode: LockMode.PESSIMISTIC_WRITE }) // of two saves on one base the second is refused
      if (!flow) return refused('flow-not-found', { flow: input.flow })
      const standing = draftRevision(flow.draft)
      if (standing === revision) return { ok: true, flow: flow.id, revision } // an answer that was lost is asked for again
      if (input.base !== undefined && input.base !== standing) {
        const by = flow.draftSavedBy ? await em.findOne(Member, { id: flow.draftSavedBy.id }) : null
        return refused('flow-draft-stale', { savedBy: by?.name ?? null, savedAt: flow.draftSavedAt.toISOString(), revision: standing, document: flow.draft })
      }
      const before = flow.name
      em.assign(flow, { name, draft: read.flow, draftSavedAt: new Date(), draftSavedBy })
      await em.flush()
      // a draft in force for nobody is saved every few seconds while somebody draws: only its name is told, and where it came from
      await recordDeed(em, { by: context, kind: 'flow.renamed', on: { id: flow.id, name: before }, changed: { name: [before, name] } })
      if (context.restores !== undefined) await recordDeed(em, { by: context, kind: 'flow.restored', on: flow, changed: { draft: ['the draft that stood', `version ${context.restores}`] } })
      return { ok: true, flow: flow.id, revision }
    })
  } catch (error) {
    if (error instanceof UniqueConstraintViolationException) return refused('flow-name-taken', { name })
    throw error
  }
}
