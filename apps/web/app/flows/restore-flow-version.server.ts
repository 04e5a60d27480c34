import { z } from 'zod'
import { readFlow } from '#flows/flow.ts'
import type { DeedContext } from '#infra/db/deed.ts'
import { Flow } from '#infra/db/flow/flow.ts'
import { FlowVersion } from '#infra/db/flow/flow-version.ts'
import { refused, type Refusal } from '#infra/errors.ts'
import { saveFlowDraft } from './save-flow-draft.server.ts'

export const restoreFlowVersionInput = z.strictObject({
  flow: z.guid(),
  version: z.coerce.number().int().min(1),
  /** The draft that would be replaced, as for saving one. */
  base: z.string().max(100),
})

export type RestoredVersion = { readonly ok: true; readonly revision: string; readonly document: unknown } | Refusal

/**
 * Takes an earlier version as the draft. Calls are answered as before until it is published, which makes a new version of
 * it. The flow keeps the name that it has today.
 */
export async function restoreFlowVersion(context: DeedContext, { flow, version, base }: z.output<typeof restoreFlowVersionInput>): Promise<RestoredVersion> {
  const found = await context.db.withOrganisation(context.organisation, async (em) => {
    const row = await em.findOne(Flow, { id: flow })
    return { name: row?.name, earlier: await em.findOne(FlowVersion, { flow, version }) }
  })
  if (found.name === undefined) return refused('flow-not-found', { flow })
  if (!found.earlier) return refused('flow-version-not-found', { version })
  const read = readFlow(found.earlier.document)
  if (!read.ok) return refused('flow-unreadable', { problems: read.problems })
  const document = { ...read.flow, name: found.name }
  const saved = await saveFlowDraft({ ...context, restores: version }, { flow, document, base })
  return saved.ok ? { ok: true, revision: saved.revision, document } : saved
}
