import type { ActionFunctionArgs } from 'react-router'
import { deedContext } from '../access/deed-context.server.ts'
import { answer } from './answer.server.ts'
import { readBody } from './read-body.server.ts'
import { restoreFlowVersion } from '#infra/deeds/flows/restore-flow-version.ts'

export const handle = { permission: 'flows.edit' }

/** POST `{ version, base }`: takes an earlier version as the draft. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const deed = deedContext(context, 'flows.edit')
  return answer(
    await restoreFlowVersion(deed, await readBody(request, restoreFlowVersion.input, { flow: params['flow'] })),
  )
}
