import { encryptedPayload } from '../forms.ts'
import { step, type Step } from './walk.ts'

/** What is done with contacts and calls, and what is handed out of what is kept. */
export const contactSteps: readonly Step[] = [
  step('/contacts/new', 'contact.added', async (by, { kept }) =>
    kept('contact', await by.post('/contacts/new', { name: 'Emil', number: '+1 202 555 0171' })),
  ),
  step('/contacts/:contact add-number', 'contact.number-added', (by, { id }) =>
    by.post(`/contacts/${id('contact')}`, { intent: 'add-number', number: '+1 202 555 0172' }),
  ),
  step('/contacts/:contact rename', 'contact.renamed', (by, { id }) =>
    by.post(`/contacts/${id('contact')}`, { intent: 'rename', name: 'Emil Ek' }),
  ),
  step('/contacts/new', 'contact.added', async (by, { kept }) =>
    kept('other', await by.post('/contacts/new', { name: 'E. Ek', number: '+1 202 555 0173' })),
  ),
  step('/contacts/:contact merge', 'contact.merged', (by, { id }) =>
    by.post(`/contacts/${id('contact')}`, { intent: 'merge', other: id('other') }),
  ),
  step('/contacts/:contact undo', 'contact.separated', async (by, { id, one }) =>
    by.post(`/contacts/${id('contact')}`, {
      intent: 'undo',
      change: await one(
        'select id as value from contact_change where contact = $1 and undone_at is null order by place desc limit 1',
        id('contact'),
      ),
    }),
  ),
  step('/contacts/:contact remove', 'contact.removed', (by, { id }) =>
    by.post(`/contacts/${id('contact')}`, { intent: 'remove' }),
  ),
  step('/contacts/:contact undo', 'contact.restored', async (by, { id, one }) =>
    by.post(`/contacts/${id('contact')}`, {
      intent: 'undo',
      change: await one(
        'select id as value from contact_change where contact = $1 and undone_at is null order by place desc limit 1',
        id('contact'),
      ),
    }),
  ),
  step('/contacts/:contact rename', 'contact.renamed', (by, { id }) =>
    by.post(`/contacts/${id('contact')}`, { intent: 'rename', name: 'Emil Eker', from: 'Emil Ek' }),
  ),
  step('/contacts/:contact undo', 'contact.renamed', async (by, { id, one }) =>
    by.post(`/contacts/${id('contact')}`, {
      intent: 'undo',
      change: await one(
        'select id as value from contact_change where contact = $1 and undone_at is null order by place desc limit 1',
        id('contact'),
      ),
    }),
  ),
  step('/contacts/import', 'contact.imported', (by) =>
    by.post('/contacts/import', { text: 'E. K. Ek,+12025550171\n', write: 'yes' }),
  ),
  step('/contacts/:contact undo', 'contact.import-undone', async (by, { id, one }) =>
    by.post(`/contacts/${id('contact')}`, {
      intent: 'undo',
      change: await one(
        'select id as value from contact_change where contact = $1 and undone_at is null order by place desc limit 1',
        id('contact'),
      ),
    }),
  ),
  step('/contacts/import', [], (by) => by.post('/contacts/import', { text: 'Finn,+12025550174\n' })),
  step('/contacts/import', 'contact.imported', (by) =>
    by.post('/contacts/import', { text: 'Finn,+12025550174\n', write: 'yes' }),
  ),
  step('/calls/:call/history.json', 'export.call', (by) => by.get('/calls/call-1/history.json')),
  {
    ...step('/calls/:call/recordings/:recording', 'recording.heard', (by, { id }) =>
      by.get(`/calls/call-1/recordings/${id('recording')}`),
    ),
    by: ({ ana }) => ana,
  },
  { ...step('/calls/:call/end', 'call.ended', (by) => by.post('/calls/call-1/end', {})), by: ({ ana }) => ana },
  step('/audit/deeds/export', 'export.deeds', (by) => by.get('/audit/deeds/export?form=json')),
  step('/temporal/decode', 'payloads.decoded', async (by, { organisation, json }) =>
    json(by, '/temporal/decode', { payloads: [await encryptedPayload(organisation)] }),
  ),
]
