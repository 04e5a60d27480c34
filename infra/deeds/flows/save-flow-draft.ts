import { z } from 'zod'
import { readFlow, type Flow, type FlowProblem } from '#flows/language/flow.ts'
import { isSeen } from '#flows/story/one-line.ts'
import { refused } from '../../errors.ts'
import { deed } from '../deed.ts'
import { makeFlow, writeDraft } from './write-draft.ts'

/**
 * Keeps a drawing as the flow's draft. Calls are answered as before until it is published. `revision`: what the next save is
 * based on. A draft is in force for nobody and saved every few seconds while somebody draws: only its name is told.
 */
export const saveFlowDraft = deed({
  permission: 'flows.edit',
  input: z.strictObject({
    /** Absent for a new flow. */
    flow: z.guid().optional(),
    /** The flow document; it may be unfinished, but must be one. */
    document: z.unknown(),
    /** The revision that was built on; when the draft is another one by now, nothing is saved. Absent: always saved. */
    base: z.string().max(100).optional(),
  }),
  records: ['flow.made', 'flow.renamed'],
  async taken(_context, { document }) {
    const read = readFlow(document)
    return refused('flow-name-taken', read.ok ? { name: read.flow.name } : {})
  },
  async act(em, by, { flow, document, base }) {
    const read = readFlow(document)
    if (!read.ok) return refused('flow-unreadable', { problems: read.problems })
    const unseen = withoutWords(read.flow)
    if (unseen.length > 0) return refused('flow-unreadable', { problems: unseen })
    if (flow === undefined) return makeFlow(em, by, { document: read.flow, copyOf: null })
    const written = await writeDraft(em, by, { flow, document: read.flow, base })
    return written.ok ? { ok: true, flow, revision: written.revision } : written
  },
})

/** What has a name or a title of which nothing is seen. Drafts and versions that were kept with one are read all the same. */
function withoutWords({ name, nodes }: Flow): readonly FlowProblem[] {
  return [
    ...(isSeen(name) ? [] : [{ path: 'name', message: 'Give the flow a name.' }]),
    ...nodes.flatMap(({ title }, place) =>
      isSeen(title) ? [] : [{ path: `nodes[${place}].title`, message: 'Give the node a title.' }],
    ),
  ]
}
