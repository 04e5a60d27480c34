import type { ActionFunctionArgs } from 'react-router'
import { answer, deedContext } from './deed-context.server.ts'
import { readBody } from './read-body.server.ts'
import { renameFlow, renameFlowInput } from './rename-flow.server.ts'

export const handle = { permission: 'flows.edit' }

/** POST `{ name }`: gives the flow another name. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const deed = deedContext(context, 'flows.edit')
  return answer(await renameFlow(deed, await readBody(request, renameFlowInput, { flow: params['flow'] })))
}
