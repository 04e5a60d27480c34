import { z } from 'zod'
import { askedOf } from '#infra/db/deeds/asked-deeds.ts'
import { exportDeeds } from '#infra/deeds/organisation/export-deeds.ts'
import { deedContext } from '../access/deed-context.server.ts'
import type { Route } from './+types/deeds-export.route'
import { deedsQuery, troubleInDeeds } from './deeds-query.ts'
import { deedsFile } from './deeds-file.server.ts'
import { peopleIn } from './people-in.server.ts'

export const handle = { permission: 'deeds.see' }

/** A spreadsheet's, unless another is asked for. */
const forms = z.enum(['csv', 'json']).catch('csv')

/** The record of deeds as a file, oldest first: all of it, or what the filters of the page leave. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const deed = deedContext(context, 'deeds.see')
  const { searchParams } = new URL(request.url)
  const form = forms.parse(searchParams.get('form'))
  const people = await deed.db.withOrganisation(deed.organisation, peopleIn)
  const wrong = Object.values(troubleInDeeds(searchParams, people))
  if (wrong.length > 0) throw notExported({ why: wrong.join(' '), status: 400 })
  const { before: _before, ...asked } = deedsQuery(searchParams)
  const done = await exportDeeds(deed, { form, asked })
  if (!done.ok) throw notExported({ why: done.problem.title, status: done.problem.status })
  return new Response(deedsFile(deed.db, { ...done, form, asked: askedOf(asked) }), {
    headers: {
      'content-type': form === 'csv' ? 'text/csv; charset=utf-8' : 'application/json',
      'cache-control': 'private, no-store',
      'content-disposition': `attachment; filename="deeds-${new Date().toISOString().slice(0, 10)}.${form}"`,
    },
  })
}

function notExported({ why, status }: { readonly why: string; readonly status: number }): Response {
  return new Response(`Nothing was exported: ${why}`, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  })
}
