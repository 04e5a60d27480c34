import { redirect, type RouterContextProvider } from 'react-router'
import { addContactNumber } from '#infra/deeds/contacts/add-contact-number.ts'
import { markContact } from '#infra/deeds/contacts/mark-contact.ts'
import { mergeContacts } from '#infra/deeds/contacts/merge-contacts.ts'
import { removeContact } from '#infra/deeds/contacts/remove-contact.ts'
import { renameContact } from '#infra/deeds/contacts/rename-contact.ts'
import { undoContactChange } from '#infra/deeds/contacts/undo-contact-change.ts'
import { addressOf } from '../reach/addresses.ts'
import { deedContext } from '../access/deed-context.server.ts'
import { doneByForm, fieldOf, formAnswer, formOf } from '../forms/read-form.server.ts'

/** What can be done on a contact's page, by the form's `intent`. */
export async function contactAction({
  request,
  context: asked,
  contact,
}: {
  readonly request: Request
  readonly context: Readonly<RouterContextProvider>
  readonly contact: string
}) {
  const context = deedContext(asked, 'contacts.manage')
  const form = await formOf(request)
  const about = { context, known: { contact } }
  switch (fieldOf(form, 'intent')) {
    case 'merge': {
      const done = await doneByForm(form, { deed: mergeContacts, ...about })
      return done.ok
        ? redirect(addressOf.contact(done.contact, { done: done.change }))
        : formAnswer(done, { intent: 'merge', said: '' })
    }
    case 'add-number':
      return formAnswer(await doneByForm(form, { deed: addContactNumber, ...about }), {
        intent: 'add-number',
        said: 'Number added.',
      })
    case 'marks': {
      const [had, has] = [form.getAll('tag-was').map(String), form.getAll('tag').map(String)]
      const isNow = (mark: 'vip' | 'blocked') => {
        const is = form.has(mark)
        return is === (fieldOf(form, `${mark}-was`) === 'yes') ? {} : { [mark]: is }
      }
      const known = {
        contact,
        give: has.filter((tag) => !had.includes(tag)),
        take: had.filter((tag) => !has.includes(tag)),
        ...isNow('vip'),
        ...isNow('blocked'),
      }
      return formAnswer(await doneByForm(new FormData(), { deed: markContact, context, known }), {
        intent: 'marks',
        said: 'Saved. Flows know it from the next call on.',
      })
    }
    case 'remove': {
      const done = await doneByForm(form, { deed: removeContact, ...about })
      return done.ok
        ? redirect(addressOf.contacts({ done: done.change }))
        : formAnswer(done, { intent: 'remove', said: '' })
    }
    case 'undo': {
      const done = await doneByForm(form, { deed: undoContactChange, context })
      return done.ok ? redirect(addressOf.contact(done.contact)) : formAnswer(done, { intent: 'undo', said: '' })
    }
    default:
      return formAnswer(await doneByForm(form, { deed: renameContact, ...about }), {
        intent: 'rename',
        said: 'Contact renamed.',
      })
  }
}
