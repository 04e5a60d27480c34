import { z } from 'zod'
import type { DeedContext } from '#infra/db/deed.ts'
import { saveFlowDraft } from '#infra/deeds/flows/save-flow-draft.ts'
import { templateNames } from './template-words.ts'
import { templateDocument } from './templates.ts'
import { seenName } from '#infra/deeds/seen-name.ts'

export const createFlowInput = z.strictObject({
  name: seenName('Give the flow a name.'),
  template: z.enum(templateNames, 'Choose what to start with.'),
})

/** Makes a flow from a template. It answers no calls until it is published and chosen for a number. */
export async function createFlow(
  context: DeedContext,
  { name, template }: z.output<typeof createFlowInput>,
): ReturnType<typeof saveFlowDraft> {
  return saveFlowDraft(context, { document: templateDocument(template, name) })
}
