import { describe, expect, it } from 'vitest'
import { grantAccess } from '#infra/deeds/numbers/grant-access.ts'
import { renameContact } from '#infra/deeds/contacts/rename-contact.ts'
import { restoreFlowVersion } from '#infra/deeds/flows/restore-flow-version.ts'
import { formAnswer, readForm } from './read-form.server.ts'
import { readSent } from './read-sent.ts'

const contact = '11111111-1111-4111-8111-111111111111'
const why = (read: ReturnType<typeof readForm>) => (read.ok ? null : read.problem.title)

describe('a form that no page of ours sends', () => {
  const notOurs = 'This is not what the page sends: reload it, and fill it in again.'

  it('is refused in one sentence, whatever is wrong with it', () => {
    const sent = { number: 'x', member: '../../etc', role: 'king', seat: 'window', more: 'yes' }
    const form = new FormData()
    for (const [name, value] of Object.entries(sent)) form.set(name, value)
    expect(why(readForm(form, { schema: grantAccess.input }))).toBe(notOurs)
    expect(why(readForm(new FormData(), { schema: grantAccess.input }))).toBe(notOurs)
  })

  it('is told what its person can mend, where there is such a thing', () => {
    const form = new FormData()
    form.set('contact', 'no id')
    form.set('name', ' \u200b ')
    expect(why(readForm(form, { schema: renameContact.input }))).toBe('Enter the contact’s name.')
    form.set('name', 'Carla')
    expect(why(readForm(form, { schema: renameContact.input, known: { contact } }))).toBeNull()
  })

  it('is not bent into what was meant', () => {
    for (const version of ['1', true, [1], 1.5, 0])
      expect([version, readSent(restoreFlowVersion.input, { flow: contact, version, base: '' })]).toEqual([
        version,
        { ok: false, why: [notOurs] },
      ])
    expect(readSent(restoreFlowVersion.input, { flow: contact, version: 1, base: '' }).ok).toBe(true)
  })
})

describe('what a form’s page is told', () => {
  const said = (done: Parameters<typeof formAnswer>[0], more?: object) =>
    formAnswer(done, { intent: 'rename', said: 'Contact renamed.', ...more }).data

  it('is what has happened, and nothing else where nothing has', () => {
    expect(said({ ok: true })).toMatchObject({ ok: true, said: 'Contact renamed.' })
    expect(said({ ok: true, unrecorded: true })).toMatchObject({ ok: true, said: 'Nothing has changed.' })
    expect(said({ ok: true, unrecorded: true }, { unchanged: 'There already.' })).toMatchObject({
      said: 'There already.',
    })
  })

  it('names the carrier’s trouble all the same', () => {
    expect(said({ ok: true, unrecorded: true, troubles: [{ message: 'No answer.' }] })).toMatchObject({
      said: 'Nothing has changed.',
      warning: expect.stringContaining('No answer.'),
    })
  })
})
