import ContactPage, { type action as contactAction, type loader as contactLoader } from '../../contacts/contact.page.tsx'
import ContactsPage, { type loader as contactsLoader } from '../../contacts/contacts.page.tsx'
import ImportPage, { type action as importAction } from '../../contacts/import.page.tsx'
import NewContactPage, { type action as newContactAction, type loader as newContactLoader } from '../../contacts/new-contact.page.tsx'
import type { Exhibit, ExhibitGroup } from '../exhibit.ts'
import { book, contactOf, imported, wouldImport } from '../seeds/contacts.ts'
import { carla, longCaller, rightToLeftCaller } from '../seeds/numbers.ts'
import { done, refusedWith } from '../seeds/answers.ts'
import { PageStage, type DataOf } from '../stage.tsx'

function list(id: string, name: string, data: Partial<DataOf<typeof contactsLoader>>): Exhibit {
  return { id, name, source: 'contacts/contacts.page.tsx', as: 'page', show: () => <PageStage<typeof contactsLoader> page={ContactsPage} data={{ search: '', contacts: [], next: null, mayManage: true, ...data }} at="/contacts" /> }
}

function contact(id: string, name: string, data: Partial<DataOf<typeof contactLoader>>, answered?: DataOf<typeof contactAction>): Exhibit {
  const others = book.filter((one) => one.name !== carla.name).map((other) => ({ id: other.id, name: other.name, numbers: other.numbers.map(({ shown }) => shown) }))
  return {
    id,
    name,
    source: 'contacts/contact.page.tsx',
    as: 'page',
    show: () => <PageStage<typeof contactLoader, typeof contactAction> page={ContactPage} data={{ contact: contactOf(carla), mayManage: true, others, ...data }} {...(answered === undefined ? {} : { answered })} />,
  }
}

function adding(id: string, name: string, answered?: DataOf<typeof newContactAction>): Exhibit {
  return { id, name, source: 'contacts/new-contact.page.tsx', as: 'page', show: () => <PageStage<typeof newContactLoader, typeof newContactAction> page={NewContactPage} data={{ number: '+12025550173' }} {...(answered === undefined ? {} : { answered })} /> }
}

function importing(id: string, name: string, answered?: DataOf<typeof importAction>): Exhibit {
  return { id, name, source: 'contacts/import.page.tsx', as: 'page', show: () => <PageStage<unknown, typeof importAction> page={ImportPage} data={null} {...(answered === undefined ? {} : { answered })} /> }
}

export const contactsGroup: ExhibitGroup = {
  id: 'contacts',
  name: 'Contacts',
  exhibits: [
    list('list', 'List', { contacts: book, next: 'further' }),
    list('list-much', 'List: much', { contacts: Array.from({ length: 12 }, (_, round) => book.map((one) => ({ ...one, id: `${one.id}-${round}` }))).flat() }),
    list('list-empty', 'List: nobody yet', {}),
    list('list-none', 'List: nobody is called so', { search: 'Zebedee' }),
    list('list-read-only', 'List: for auditors', { contacts: book, mayManage: false }),
    contact('contact', 'A contact', {}),
    contact('contact-long', 'A contact with a long name', { contact: contactOf(longCaller) }),
    contact('contact-right', 'A contact written from the right', { contact: contactOf(rightToLeftCaller) }),
    contact('contact-read-only', 'A contact, for auditors', { mayManage: false, others: [] }),
    contact('contact-said', 'A contact: what was done', {}, done('rename', 'The contact is called Carla Berg now.')),
    contact('contact-refused', 'A contact: refused', {}, refusedWith('add-number', 'contact-taken', { name: 'Priya' })),
    adding('new', 'Add a contact'),
    adding('new-refused', 'Add a contact: refused', refusedWith('add', 'number-invalid')),
    importing('import', 'Import'),
    importing('import-trouble', 'Import: no file', { trouble: 'Choose a file, or paste its text.', report: null }),
    importing('import-would', 'Import: what it would change', { trouble: null, report: wouldImport }),
    importing('import-done', 'Import: done', { trouble: null, report: imported }),
  ],
}
