import type { ActionFunctionArgs } from 'react-router'
import { deedContext } from '../access/deed-context.server.ts'
import { answer } from './answer.server.ts'
import { readBody } from './read-body.server.ts'
import { saveFlowDraft } from '#infra/deeds/flows/save-flow-draft.ts'

export const handle = { permission: 'flows.edit' }

/** POST `{ document, base }`: keeps a drawing as the draft; 409 with who saved and what, when it is not based on the draft that stands. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const deed = deedContext(context, 'flows.edit')
  return answer(await saveFlowDraft(deed, await readBody(request, saveFlowDraft.input, { flow: params['flow'] })))
}
