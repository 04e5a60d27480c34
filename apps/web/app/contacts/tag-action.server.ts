import type { RouterContextProvider } from 'react-router'
import { addTag } from '#infra/deeds/tags/add-tag.ts'
import { changeTag } from '#infra/deeds/tags/change-tag.ts'
import { removeTag } from '#infra/deeds/tags/remove-tag.ts'
import { deedContext } from '../access/deed-context.server.ts'
import { doneByForm, fieldOf, formAnswer, formOf } from '../forms/read-form.server.ts'

/** What can be done on the page of tags, by the form's `intent`. */
export async function tagAction(request: Request, asked: Readonly<RouterContextProvider>) {
  const context = deedContext(asked, 'contacts.manage')
  const form = await formOf(request)
  const intent = fieldOf(form, 'intent')
  switch (intent) {
    case 'add-tag':
      return formAnswer(await doneByForm(form, { deed: addTag, context }), { intent, said: 'Tag added.' })
    case 'change-tag':
      return formAnswer(await doneByForm(form, { deed: changeTag, context }), { intent, said: 'Saved.' })
    case 'remove-tag':
      return formAnswer(await doneByForm(form, { deed: removeTag, context }), { intent, said: 'Tag removed.' })
    default:
      throw new Response('This page does not have that form.', { status: 400 })
  }
}
