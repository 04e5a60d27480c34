import { z } from 'zod'
import { countDeeds, readHead } from '#infra/db/deeds/read-deeds.ts'
import { recordDeed } from '#infra/db/deeds/record-deed.ts'
import { homeOf } from '#infra/db/organisation/home-country.ts'
import { Organisation } from '#infra/db/organisation/organisation.ts'
import { deedContext } from '../access/deed-context.server.ts'
import type { Route } from './+types/deeds-export.route'
import { askedInWords, askedOf, deedFilter, deedsQuery, troubleInDeeds } from './deeds-query.ts'
import { deedsFile } from './deeds-file.server.ts'
import { peopleIn } from './people-in.server.ts'

export const handle = { permission: 'deeds.see' }

/** A spreadsheet's, unless another is asked for. */
const forms = z.enum(['csv', 'json']).catch('csv')

/** The record of deeds as a file, oldest first: all of it, or what the filters of the page leave. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const deed = deedContext(context, 'deeds.see')
  const { db, organisation } = deed
  const { searchParams } = new URL(request.url)
  const form = forms.parse(searchParams.get('form'))
  const people = await db.withOrganisation(organisation, peopleIn)
  const wrong = Object.values(troubleInDeeds(searchParams, people))
  if (wrong.length > 0)
    throw new Response(`Nothing was exported: ${wrong.join(' ')}`, {
      status: 400,
      headers: { 'content-type': 'text/plain; charset=utf-8' },
    })
  const query = deedsQuery(searchParams)
  const about = await db.withOrganisation(organisation, async (em) => {
    const head = await readHead(em, organisation) // before this export's own deed, which is not in the file
    const { name, timeZone } = await em.findOneOrFail(Organisation, { id: organisation })
    const filter = deedFilter(query, { zone: timeZone, home: await homeOf(em, organisation) })
    const rows = await countDeeds(em, { organisation, filter })
    await recordDeed(em, {
      by: deed,
      kind: 'export.deeds',
      changed: {
        form: [null, form],
        'asked for': [null, askedInWords(query, people).join(', ') || 'everything'],
        rows: [null, rows],
      },
    })
    return { organisation: { id: organisation, name }, timeZone, head, filter, asked: askedOf(query) }
  })
  return new Response(deedsFile(db, { ...about, form }), {
    headers: {
      'content-type': form === 'csv' ? 'text/csv; charset=utf-8' : 'application/json',
      'cache-control': 'private, no-store',
      'content-disposition': `attachment; filename="deeds-${new Date().toISOString().slice(0, 10)}.${form}"`,
    },
  })
}
