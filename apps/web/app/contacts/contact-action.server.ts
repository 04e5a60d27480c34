import { redirect, type RouterContextProvider } from 'react-router'
import { deedContext } from '../shared/deed-context.server.ts'
import { fieldOf, formAnswer, formOf, readForm } from '../shared/read-form.server.ts'
import { addContactNumber, addNumberInput, mergeContacts, mergeContactsInput, removeContact, removeContactInput, renameContact, renameContactInput } from './save-contact.server.ts'

/** What can be done on a contact's page, by the form's `intent`. */
export async function contactAction({ request, context, contact }: { readonly request: Request; readonly context: Readonly<RouterContextProvider>; readonly contact: string }) {
  const deed = deedContext(context, 'contacts.manage')
  const form = await formOf(request)
  const known = { contact }
  switch (fieldOf(form, 'intent')) {
    case 'merge': {
      const read = readForm(form, { schema: mergeContactsInput, known })
      return formAnswer(read.ok ? await mergeContacts(deed, read.input) : read, { intent: 'merge', said: 'The two are one contact now.' })
    }
    case 'add-number': {
      const read = readForm(form, { schema: addNumberInput, known })
      return formAnswer(read.ok ? await addContactNumber(deed, read.input) : read, { intent: 'add-number', said: 'The number is added.' })
    }
    case 'remove': {
      const read = readForm(form, { schema: removeContactInput, known })
      const done = read.ok ? await removeContact(deed, read.input) : read
      return done.ok ? redirect('/contacts') : formAnswer(done, { intent: 'remove', said: '' })
    }
    default: {
      const read = readForm(form, { schema: renameContactInput, known })
      return formAnswer(read.ok ? await renameContact(deed, read.input) : read, { intent: 'rename', said: 'The name is changed.' })
    }
  }
}
