import type { LoaderFunctionArgs } from 'react-router'
import { exportFlow } from '#infra/deeds/flows/export-flow.ts'
import { deedContext } from '../access/deed-context.server.ts'
import { notFound } from '../access/require-permission.ts'

export const handle = { permission: 'flows.see' }

/** A flow's drawing as it stands, as a JSON file. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const deed = deedContext(context, 'flows.see')
  const named = exportFlow.input.safeParse({ flow: params['flow'] })
  if (!named.success) throw notFound()
  const done = await exportFlow(deed, named.data)
  if (!done.ok) throw notFound()
  return new Response(`${JSON.stringify(done.draft, null, 2)}\n`, {
    headers: {
      'content-type': 'application/json',
      'cache-control': 'private, no-store',
      'content-disposition': `attachment; filename="${fileName(done.name)}"`,
    },
  })
}

/** Words of letters and digits that every file system takes; a name without any is called "flow". */
function fileName(name: string): string {
  const letters = name.normalize('NFKD').replaceAll(/\p{M}/gu, '')
  return `${letters.match(/\w+/g)?.join('-') ?? 'flow'}.flow.json`
}
