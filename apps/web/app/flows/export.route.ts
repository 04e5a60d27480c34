import type { LoaderFunctionArgs } from 'react-router'
import { z } from 'zod'
import { recordDeed } from '#infra/db/deeds/record-deed.ts'
import { Flow } from '#infra/db/flow/flow.ts'
import { deedContext } from '../access/deed-context.server.ts'
import { notFound } from '../access/require-permission.ts'

export const handle = { permission: 'flows.see' }

/** A flow's drawing as it stands, as a JSON file. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const deed = deedContext(context, 'flows.see')
  const id = z.guid().safeParse(params['flow'])
  if (!id.success) throw notFound()
  const flow = await deed.db.withOrganisation(deed.organisation, async (em) => {
    const row = await em.findOne(Flow, { id: id.data, deletedAt: null })
    if (row) await recordDeed(em, { by: deed, kind: 'export.flow', on: row, changed: {} })
    return row && { name: row.name, draft: row.draft }
  })
  if (!flow) throw notFound()
  return new Response(`${JSON.stringify(flow.draft, null, 2)}\n`, {
    headers: {
      'content-type': 'application/json',
      'cache-control': 'private, no-store',
      'content-disposition': `attachment; filename="${fileName(flow.name)}"`,
    },
  })
}

/** Words of letters and digits that every file system takes; a name without any is called "flow". */
function fileName(name: string): string {
  const letters = name.normalize('NFKD').replaceAll(/\p{M}/gu, '')
  return `${letters.match(/\w+/g)?.join('-') ?? 'flow'}.flow.json`
}
