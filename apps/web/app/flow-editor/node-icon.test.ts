import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ViteDevServer } from 'vite'
import { viteForPages } from '../../testing/vite-for-pages.ts'
import { everyKind } from './drawing/kinds.ts'
import type { NodeIcon as Icon } from './node-icon.tsx'

let vite: ViteDevServer
let drawn: (kind: string) => string
beforeAll(async () => {
  vite = await viteForPages()
  const loaded = await vite.ssrLoadModule('/apps/web/app/flow-editor/node-icon.tsx')
  const { NodeIcon } = loaded as { NodeIcon: typeof Icon }
  // the package writes an icon's name in small letters with dashes between its words
  drawn = (kind) => renderToStaticMarkup(createElement(NodeIcon, { kind })).replaceAll('-', '')
})
afterAll(() => vite.close())

test('each kind is drawn by the icon that its definition names, and an unknown one by a question mark', () => {
  for (const { kind, icon } of everyKind) expect(drawn(kind)).toContain(` tablericon${icon.toLowerCase()} `)
  expect(drawn('fax-machine')).toContain(' tablericonquestionmark ')
})
