import type { ActionFunctionArgs } from 'react-router'
import { deedContext } from '../shared/deed-context.server.ts'
import { answer } from './answer.server.ts'
import { readBody } from './read-body.server.ts'
import { publishFlow, publishFlowInput } from './publish-flow.server.ts'

export const handle = { permission: 'flows.publish' }

/** POST `{ revision }`: publishes the draft that was looked at. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const deed = deedContext(context, 'flows.publish')
  return answer(await publishFlow(deed, await readBody(request, publishFlowInput, { flow: params['flow'] })))
}
