import type { ActionFunctionArgs } from 'react-router'
import { deedContext } from '../access/deed-context.server.ts'
import { answer } from './answer.server.ts'
import { readBody } from './read-body.server.ts'
import { publishFlow } from '#infra/deeds/flows/publish-flow.ts'

export const handle = { permission: 'flows.publish' }

/** POST `{ revision }`: publishes the draft that was looked at. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const deed = deedContext(context, 'flows.publish')
  return answer(await publishFlow(deed, await readBody(request, publishFlow.input, { flow: params['flow'] })))
}
