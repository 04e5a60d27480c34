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
  step('/contacts/tags add-tag', 'tag.added', async (by, { made, one }) => {
    const answer = await by.post('/contacts/tags', { intent: 'add-tag', name: 'Gold', colour: 'yellow' })
    made.set('tag', await one('select id as value from tag where name = $1', 'Gold'))
    return answer
  }),
  step('/contacts/tags change-tag', 'tag.changed', (by, { id }) =>
    by.post('/contacts/tags', { intent: 'change-tag', tag: id('tag'), name: 'Golden', colour: 'orange' }),
  ),
  step('/contacts/:contact marks', 'contact.marked', (by, { id }) =>
    by.post(`/contacts/${id('contact')}`, {
      intent: 'marks',
      tag: id('tag'),
      vip: 'on',
      'vip-was': 'no',
      'blocked-was': 'no',
    }),
  ),
  step('/contacts/:contact marks', [], (by, { id }) =>
    by.post(`/contacts/${id('contact')}`, {
      intent: 'marks',
      tag: id('tag'),
      'tag-was': id('tag'),
      vip: 'on',
      'vip-was': 'yes',
      'blocked-was': 'no',
    }),
  ),
  step('/contacts/tags remove-tag', 'tag.removed', (by, { id }) =>
    by.post('/contacts/tags', { intent: 'remove-tag', tag: id('tag') }),
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
