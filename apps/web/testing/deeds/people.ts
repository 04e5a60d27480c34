import { step, type Step } from './walk.ts'

/** What is done with an organisation, its people and their devices. */
export const peopleSteps: readonly Step[] = [
  step('/settings rename', 'organisation.renamed', (by) =>
    by.post('/settings', { intent: 'rename', name: 'Harbour Cycles' }),
  ),
  step('/settings time-zone', 'organisation.time-zone', (by) =>
    by.post('/settings', { intent: 'time-zone', timeZone: 'Europe/Berlin' }),
  ),
  step('/settings/countries', 'organisation.countries', (by) => by.post('/settings/countries', { countries: 'DE,US' })),
  step('/settings/hours', 'schedule.made', async (by, { kept }) =>
    kept('schedule', await by.post('/settings/hours', { name: 'Office hours' })),
  ),
  step('/settings/hours/:schedule change', 'schedule.changed', (by, { id }) =>
    by.post(`/settings/hours/${id('schedule')}`, {
      intent: 'change',
      name: 'Workshop',
      hours: JSON.stringify({ publicHolidays: 'DE' }),
    }),
  ),
  step('/settings/hours/:schedule delete', 'schedule.deleted', (by, { id }) =>
    by.post(`/settings/hours/${id('schedule')}`, { intent: 'delete' }),
  ),
  step('/settings/webhooks renew', 'signing-key.renewed', (by) => by.post('/settings/webhooks', { intent: 'renew' })),
  step('/settings/webhooks set', 'secret.set', async (by, { made }) => {
    const page = await by.post('/settings/webhooks', { intent: 'set', secret: 'crm-key', value: 'not shown again' })
    made.set('crm-key', /name="secret" value="([\w-]{36})"/.exec(await page.clone().text())?.[1] ?? '')
    return page
  }),
  step('/settings/webhooks remove', 'secret.removed', (by, { id }) =>
    by.post('/settings/webhooks', { intent: 'remove', secret: id('crm-key') }),
  ),
  step('/plan', 'organisation.plan', (by) => by.post('/plan', { plan: 'business' })),

  step('/people', 'person.invited', (by) =>
    by.post('/people', { name: 'Dora', email: 'dora@example.com', role: 'member' }),
  ),
  step('/people/:member invite', 'person.invited-again', async (by, { member }) =>
    by.post(`/people/${await member('dora@example.com')}`, { intent: 'invite' }),
  ),
  step('/people/:member role', 'person.role-changed', async (by, { member }) =>
    by.post(`/people/${await member('dora@example.com')}`, { intent: 'role', role: 'admin' }),
  ),
  step('/people/:member deactivate', 'person.deactivated', async (by, { member }) =>
    by.post(`/people/${await member('dora@example.com')}`, { intent: 'deactivate' }),
  ),
  step('/people/:member reactivate', 'person.reactivated', async (by, { member }) =>
    by.post(`/people/${await member('dora@example.com')}`, { intent: 'reactivate' }),
  ),
  step('/people/:member device-save', 'device.saved', async (by, { member }) =>
    by.post(`/people/${await member('dora@example.com')}`, {
      intent: 'device-save',
      kind: 'phone',
      address: '+1 202 555 0177',
    }),
  ),
  step('/people/:member device-call', 'device.called', async (by, { member, device }) =>
    by.post(`/people/${await member('dora@example.com')}`, {
      intent: 'device-call',
      device: await device('+12025550177'),
    }),
  ),
  step('/people/:member device-code', 'device.code-wrong', async (by, { member, device, expectCode }) => {
    await expectCode('+12025550177', '123456')
    return by.post(`/people/${await member('dora@example.com')}`, {
      intent: 'device-code',
      device: await device('+12025550177'),
      code: '654321',
    })
  }),
  step('/people/:member device-code', 'device.verified', async (by, { member, device }) =>
    by.post(`/people/${await member('dora@example.com')}`, {
      intent: 'device-code',
      device: await device('+12025550177'),
      code: '123456',
    }),
  ),
  step('/people/:member device-save', 'device.saved', async (by, { member }) =>
    by.post(`/people/${await member('dora@example.com')}`, {
      intent: 'device-save',
      kind: 'phone',
      address: '+1 202 555 0178',
    }),
  ),
  step('/people/:member device-prefer', 'device.preferred', async (by, { one, member }) =>
    by.post(`/people/${await member('dora@example.com')}`, {
      intent: 'device-prefer',
      device: await one(
        'select d.id as value from device d join member m on m.id = d.member_id where m.email = $1 order by position desc, d.id desc limit 1',
        'dora@example.com',
      ),
    }),
  ),
  step('/people/:member device-remove', 'device.removed', async (by, { member, device }) =>
    by.post(`/people/${await member('dora@example.com')}`, {
      intent: 'device-remove',
      device: await device('+12025550178'),
    }),
  ),
  step('/people', 'person.invited', (by) =>
    by.post('/people', { name: 'Quinn', email: 'quinn@quay.test', role: 'member' }),
  ),
  {
    ...step('/invitations', 'person.declined', async (by, { invited }) =>
      by.post('/invitations', { member: await invited('quinn@quay.test'), answer: 'decline' }),
    ),
    by: ({ quinn }) => quinn,
  },
  step('/people/:member invite', 'person.invited-again', async (by, { invited }) =>
    by.post(`/people/${await invited('quinn@quay.test')}`, { intent: 'invite' }),
  ),
  {
    ...step('/invitations', 'person.joined', async (by, { invited }) =>
      by.post('/invitations', { member: await invited('quinn@quay.test'), answer: 'accept' }),
    ),
    by: ({ quinn }) => quinn,
  },
]
