import { addressOf } from '../../reach/addresses.ts'
import ContactPage, {
  type action as contactAction,
  type loader as contactLoader,
} from '../../contacts/contact.page.tsx'
import ContactsPage, { type loader as contactsLoader } from '../../contacts/contacts.page.tsx'
import ImportPage, { type action as importAction, type loader as importLoader } from '../../contacts/import.page.tsx'
import NewContactPage, {
  type action as newContactAction,
  type loader as newContactLoader,
} from '../../contacts/new-contact.page.tsx'
import TagsPage, { type action as tagsAction, type loader as tagsLoader } from '../../contacts/tags.page.tsx'
import type { Exhibit, ExhibitGroup } from '../exhibit.ts'
import RemovedPage, { type loader as removedLoader } from '../../contacts/removed.page.tsx'
import {
  asked,
  book,
  contactOf,
  conversationsOf,
  deedsOf,
  imported,
  removal,
  someTags,
  unsure,
  wouldImport,
} from '../seeds/contacts.ts'
import { carla, longCaller, rightToLeftCaller } from '../seeds/numbers.ts'
import { done, refusedWith } from '../seeds/answers.ts'
import { PageStage, type DataOf } from '../stage.tsx'

function list(id: string, name: string, data: Partial<DataOf<typeof contactsLoader>>): Exhibit {
  return {
    id,
    name,
    source: 'contacts/contacts.page.tsx',
    as: 'page',
    show: () => (
      <PageStage<typeof contactsLoader>
        page={ContactsPage}
        data={{ search: '', contacts: [], done: null, next: null, mayManage: true, ...data }}
        at={addressOf.contacts()}
      />
    ),
  }
}

type Shown = Extract<DataOf<typeof contactLoader>, { readonly kind: 'known' }>

function contact(id: string, name: string, data: Partial<Shown>, answered?: DataOf<typeof contactAction>): Exhibit {
  const others = book
    .filter((one) => one.name !== carla.name)
    .map((other) => ({ id: other.id, name: other.name, numbers: other.numbers.map(({ shown }) => shown) }))
  return {
    id,
    name,
    source: 'contacts/contact.page.tsx',
    as: 'page',
    show: (now) => (
      <PageStage<typeof contactLoader, typeof contactAction>
        page={ContactPage}
        data={{
          kind: 'known',
          contact: contactOf(carla),
          mayManage: true,
          timeZone: 'UTC',
          merge: { search: 'a', others },
          history: deedsOf(now),
          tags: someTags,
          namedBy: 'Ana',
          done: null,
          conversations: conversationsOf(now),
          ...data,
        }}
        {...(answered === undefined ? {} : { answered })}
      />
    ),
  }
}

function tags(
  id: string,
  name: string,
  data: Partial<DataOf<typeof tagsLoader>>,
  answered?: DataOf<typeof tagsAction>,
): Exhibit {
  return {
    id,
    name,
    source: 'contacts/tags.page.tsx',
    as: 'page',
    show: () => (
      <PageStage<typeof tagsLoader, typeof tagsAction>
        page={TagsPage}
        data={{ tags: [], mayManage: true, ...data }}
        {...(answered === undefined ? {} : { answered })}
      />
    ),
  }
}

function adding(id: string, name: string, answered?: DataOf<typeof newContactAction>): Exhibit {
  return {
    id,
    name,
    source: 'contacts/new-contact.page.tsx',
    as: 'page',
    show: () => (
      <PageStage<typeof newContactLoader, typeof newContactAction>
        page={NewContactPage}
        data={{ number: '+12025550173', to: null }}
        {...(answered === undefined ? {} : { answered })}
      />
    ),
  }
}

function importing(id: string, name: string, answered?: DataOf<typeof importAction>): Exhibit {
  return {
    id,
    name,
    source: 'contacts/import.page.tsx',
    as: 'page',
    show: () => (
      <PageStage<typeof importLoader, typeof importAction>
        page={ImportPage}
        data={{
          run: 'import',
          countries: [
            { value: 'DE', label: 'Germany (+49)' },
            { value: 'US', label: 'United States (+1)' },
          ],
        }}
        {...(answered === undefined ? {} : { answered })}
      />
    ),
  }
}

export const contactsGroup: ExhibitGroup = {
  id: 'contacts',
  name: 'Contacts',
  exhibits: [
    list('list', 'List', { contacts: book, next: 'further' }),
    list('list-much', 'List: much', {
      contacts: Array.from({ length: 12 }, (_, round) =>
        book.map((one) => ({ ...one, id: `${one.id}-${round}` })),
      ).flat(),
    }),
    list('list-empty', 'List: nobody yet', {}),
    list('list-none', 'List: nobody is called so', { search: 'Zebedee' }),
    list('list-read-only', 'List: for auditors', { contacts: book, mayManage: false }),
    contact('contact', 'A contact', {}),
    contact('contact-long', 'A contact with a long name', { contact: contactOf(longCaller) }),
    contact('contact-right', 'A contact written from the right', { contact: contactOf(rightToLeftCaller) }),
    contact('contact-marked', 'A contact with marks', {
      contact: { ...contactOf(carla), tags: someTags.slice(1), vip: true, blocked: true },
    }),
    contact('contact-read-only', 'A contact, for auditors', { mayManage: false, merge: { search: '', others: [] } }),
    contact('contact-new', 'A contact: nothing has happened yet', {
      merge: { search: '', others: [] },
      history: [],
      conversations: [],
    }),
    contact('contact-merged', 'A contact: another was just merged into it', {
      done: { change: 'change', contact: 'contact', name: longCaller.name ?? '', wasRemoved: false },
    }),
    {
      id: 'contact-removed',
      name: 'A contact that was removed',
      source: 'contacts/removed-contact.tsx',
      as: 'page',
      show: (now) => (
        <PageStage<typeof contactLoader, typeof contactAction>
          page={ContactPage}
          data={{ kind: 'removed', removal: removal(now), mayManage: true, timeZone: 'UTC' }}
        />
      ),
    },
    {
      id: 'removed',
      name: 'Removed contacts',
      source: 'contacts/removed.page.tsx',
      as: 'page',
      show: (now) => (
        <PageStage<typeof removedLoader> page={RemovedPage} data={{ removed: [removal(now)], timeZone: 'UTC' }} />
      ),
    },
    {
      id: 'removed-none',
      name: 'Removed contacts: none',
      source: 'contacts/removed.page.tsx',
      as: 'page',
      show: () => <PageStage<typeof removedLoader> page={RemovedPage} data={{ removed: [], timeZone: 'UTC' }} />,
    },
    contact('contact-said', 'A contact: what was done', {}, done('rename', 'The contact is called Carla Berg now.')),
    contact('contact-refused', 'A contact: refused', {}, refusedWith('add-number', 'contact-taken', { name: 'Priya' })),
    tags('tags', 'Tags', {
      tags: someTags.map((tag, index) => ({
        ...tag,
        contacts: [0, 1, 1_204][index] ?? 3,
        flows: index === 0 ? [] : [{ flow: 'flow-1', name: 'Sales' }],
      })),
    }),
    tags('tags-none', 'Tags: none yet', {}),
    tags('tags-read-only', 'Tags, for auditors', {
      tags: someTags.map((tag) => ({ ...tag, contacts: 2, flows: [] })),
      mayManage: false,
    }),
    tags('tags-refused', 'Tags: refused', {}, refusedWith('add-tag', 'tag-taken', { name: 'Gold' })),
    adding('new', 'Add a contact'),
    adding('new-refused', 'Add a contact: refused', refusedWith('add', 'contact-number-invalid')),
    importing('import', 'Import'),
    importing('import-trouble', 'Import: no file', {
      ...asked,
      columns: [],
      trouble: 'Choose a file, or paste its text.',
    }),
    importing('import-letters', 'Import: how the letters are read is asked', unsure),
    importing('import-would', 'Import: what would change', { ...asked, report: wouldImport }),
    importing('import-done', 'Import: done', { ...asked, report: imported }),
  ],
}
