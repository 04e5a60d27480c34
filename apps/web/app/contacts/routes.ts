import { route, type RouteConfigEntry } from '@react-router/dev/routes'

/** The organisation's address book. */
export const contactRoutes: RouteConfigEntry[] = [
  route('contacts', 'contacts/contacts.page.tsx'),
  route('contacts/new', 'contacts/new-contact.page.tsx'),
  route('contacts/import', 'contacts/import.page.tsx'),
  route('contacts/removed', 'contacts/removed.page.tsx'),
  route('contacts/tags', 'contacts/tags.page.tsx'),
  route('contacts/import/progress', 'contacts/progress.route.ts'),
  route('contacts/:contact', 'contacts/contact.page.tsx'),
]
