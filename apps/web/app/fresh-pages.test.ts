import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { RouteConfigEntry } from '@react-router/dev/routes'
import { PAGES } from '../testing/forms.ts'
import routes from './routes.ts'

/** Pages that others' deeds reach in another way, or not at all. */
const otherwise: Readonly<Record<string, string>> = {
  'account/account.page.tsx': 'shows one’s own login',
  'contacts/import.page.tsx': 'shows what its own file is about',
  'contacts/new-contact.page.tsx': 'shows a form and nothing else',
  'flow-editor/editor.page.tsx': 'brings two drawings together instead of reading one again',
  'inbox/conversation.page.tsx': 'is read again with the inbox around it',
  'inbox/nothing-chosen.page.tsx': 'shows nothing of the organisation',
  'node-docs/kind.page.tsx': 'shows what the program itself says',
  'node-docs/kinds.page.tsx': 'likewise',
  'plan/plan.page.tsx': 'is read again by the frame, as everything of the organisation itself is',
  'settings/countries.page.tsx': 'likewise',
  'settings/settings.page.tsx': 'likewise',
  'settings/webhooks.page.tsx': 'likewise',
}

const guarded = pagesIn(routes.filter(({ id }) => id === 'signed-in'))

it.each(guarded.filter((file) => !(file in otherwise)))('%s follows what others change', (file) => {
  expect(readFileSync(join(PAGES, file), 'utf8')).toMatch(/useFreshOnEvents\(\{[^}]*things: \[/)
})

it('knows no page as another that is not there', () => {
  expect(Object.keys(otherwise).filter((file) => !guarded.includes(file))).toEqual([])
})

function pagesIn(entries: readonly RouteConfigEntry[]): string[] {
  return entries.flatMap(({ file, children = [] }) => [
    ...(file.endsWith('.page.tsx') ? [file] : []),
    ...pagesIn(children),
  ])
}
