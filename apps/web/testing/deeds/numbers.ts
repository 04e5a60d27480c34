import { asOwner } from '#infra/deeds/permissions.ts'
import { addNumber } from '#infra/deeds/numbers/add-number.ts'
import { releaseNumber } from '#infra/deeds/numbers/release-number.ts'
import type { TestWeb } from '../web.ts'
import { step, type Step } from './walk.ts'

/** What is done with a number and with flows. */
export const numberSteps: readonly Step[] = [
  step('/numbers', 'number.added', async (_by, { web, organisation, made, member }) => {
    // the page asks the carrier first whether the account has the number, and there is none here
    const added = await addNumber(asOlive(web, { organisation, member: await member('olive@harbour.test') }), {
      e164: '+12025550190',
      name: 'Back office',
    })
    made.set('number', added.ok ? added.number : '')
    return new Response()
  }),
  step('/numbers/:number settings', 'number.settings', (by, { id }) =>
    by.post(`/numbers/${id('number')}`, {
      intent: 'settings',
      name: 'Office',
      businessName: 'Harbour',
      visibility: 'organisation',
    }),
  ),
  step('/numbers/:number add', 'number.access', async (by, { id, member }) =>
    by.post(`/numbers/${id('number')}`, { intent: 'add', member: await member('cy@harbour.test'), role: 'member' }),
  ),
  step('/numbers/:number role', 'number.access', async (by, { id, member }) =>
    by.post(`/numbers/${id('number')}`, { intent: 'role', member: await member('cy@harbour.test'), role: 'admin' }),
  ),
  step('/numbers/:number routing', 'number.routing-list', async (by, { id, member }) =>
    by.post(`/numbers/${id('number')}`, {
      intent: 'routing',
      seats: JSON.stringify([{ member: await member('cy@harbour.test'), active: true }]),
    }),
  ),
  step('/numbers/:number remove', 'number.access', async (by, { id, member }) =>
    by.post(`/numbers/${id('number')}`, { intent: 'remove', member: await member('cy@harbour.test') }),
  ),
  step('/numbers/:number restore', 'number.access', async (by, { id, member }) =>
    by.post(`/numbers/${id('number')}`, {
      intent: 'restore',
      member: await member('cy@harbour.test'),
      role: 'member',
      place: '0',
      active: 'on',
    }),
  ),

  step('/flows create', 'flow.made', async (by, { kept }) =>
    kept('flow', await by.post('/flows', { deed: 'create', name: 'Night', template: 'quick' })),
  ),
  step('/flows rename', 'flow.renamed', (by, { id }) =>
    by.post('/flows', { deed: 'rename', flow: id('flow'), name: 'Nights' }),
  ),
  step('/numbers/:number flow', 'number.flow', (by, { id }) =>
    by.post(`/numbers/${id('number')}`, { intent: 'flow', flow: id('flow') }),
  ),
  step('/flows/:flow/publish', 'flow.published', (by, { id, json }) => json(by, `/flows/${id('flow')}/publish`, {})),
  step('/flows/:flow/draft', 'flow.renamed', async (by, { id, json, draft }) =>
    json(by, `/flows/${id('flow')}/draft`, { document: { ...(await draft()), name: 'At night' } }),
  ),
  step('/flows/:flow/restore', 'flow.restored', async (by, { id, json, draft, revision }) => {
    await json(by, `/flows/${id('flow')}/draft`, { document: { ...(await draft()), nodes: [], edges: [] } })
    return json(by, `/flows/${id('flow')}/restore`, { version: 1, base: await revision() })
  }),

  step('/flows duplicate', 'flow.made', async (by, { id, kept }) =>
    kept('copy', await by.post('/flows', { deed: 'duplicate', flow: id('flow') })),
  ),
  step('/flows/:flow/export.json', 'export.flow', (by, { id }) => by.get(`/flows/${id('copy')}/export.json`)),
  step('/flows archive', 'flow.archived', (by, { id }) =>
    by.post('/flows', { deed: 'set-aside', flow: id('copy'), as: 'archive' }),
  ),
  step('/flows unarchive', 'flow.unarchived', (by, { id }) =>
    by.post('/flows', { deed: 'set-aside', flow: id('copy'), as: 'unarchive' }),
  ),
  step('/flows archive', 'flow.archived', (by, { id }) =>
    by.post('/flows', { deed: 'set-aside', flow: id('copy'), as: 'archive' }),
  ),
  step('/flows delete', 'flow.deleted', (by, { id }) =>
    by.post('/flows', { deed: 'set-aside', flow: id('copy'), as: 'delete' }),
  ),
  step('/flows undelete', 'flow.undeleted', (by, { id }) =>
    by.post('/flows', { deed: 'set-aside', flow: id('copy'), as: 'undelete' }),
  ),
  step('/numbers/:number confirm', [], (by, { id }) => by.post(`/numbers/${id('number')}`, { intent: 'confirm' })),
  step('/numbers/:number mode', 'number.mode', (by, { id }) =>
    by.post(`/numbers/${id('number')}`, { intent: 'mode', mode: 'ai' }),
  ),
  step('/numbers/:number mode', [], (by, { id }) =>
    by.post(`/numbers/${id('number')}`, { intent: 'mode', mode: 'ai' }),
  ),
  step('/numbers/:number release', 'number.released', async (_by, { web, organisation, id, member }) => {
    // the page gives the number back to the carrier first, and there is none here
    await releaseNumber(
      {
        ...asOlive(web, { organisation, member: await member('olive@harbour.test') }),
        carrier: {
          number: async () => null,
          releaseNumber: async () => {},
          swmlWebhooks: async () => [],
          swmlScripts: async () => [],
          removeResource: async () => {},
        },
      },
      { number: id('number'), name: 'Office' },
    )
    return new Response()
  }),
]

function asOlive(
  { db }: Pick<TestWeb, 'db'>,
  { organisation, member }: { readonly organisation: string; readonly member: string },
) {
  return { db, organisation, actor: member, who: asOwner(member), address: null, provision: null }
}
