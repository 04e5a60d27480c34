import { z } from 'zod'
import { readFlow } from '#flows/language/flow.ts'
import { Flow } from '../../db/flow/flow.ts'
import { FlowVersion } from '../../db/flow/flow-version.ts'
import { refused } from '../../errors.ts'
import { deed } from '../deed.ts'
import { writeDraft } from './write-draft.ts'

/**
 * Takes an earlier version as the draft. Calls are answered as before until it is published, which makes a new version of
 * it. The flow keeps the name that it has today.
 */
export const restoreFlowVersion = deed({
  permission: 'flows.edit',
  input: z.strictObject({
    flow: z.guid(),
    version: z.int().min(1),
    /** The draft that would be replaced, as for saving one. */
    base: z.string().max(100),
  }),
  records: ['flow.renamed', 'flow.restored'],
  async act(em, by, { flow: id, version, base }) {
    const known = await em.findOne(Flow, { id, deletedAt: null })
    if (!known) return refused('flow-not-found', { flow: id })
    const earlier = await em.findOne(FlowVersion, { flow: id, version })
    if (!earlier) return refused('flow-version-not-found', { version })
    const read = readFlow(earlier.document)
    if (!read.ok) return refused('flow-unreadable', { problems: read.problems })
    const document = { ...read.flow, name: known.name }
    const written = await writeDraft(em, by, { flow: id, document, base })
    if (!written.ok) return written
    if (written.isNew)
      await by.record({
        kind: 'flow.restored',
        on: written.flow,
        changed: { draft: ['the draft that stood', `version ${version}`] },
      })
    return { ok: true, revision: written.revision, document }
  },
})
