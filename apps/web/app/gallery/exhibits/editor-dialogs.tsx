import type { Flow } from '#flows/flow.ts'
import PublishDialog from '../../flow-editor/panels/publish-dialog.tsx'
import StaleDialog from '../../flow-editor/panels/stale-dialog.tsx'
import VersionsDrawer from '../../flow-editor/panels/versions-drawer.tsx'
import type { FlowServer, Preview } from '../../flow-editor/store/server.ts'
import { Desk, serverThat } from '../desk.tsx'
import type { Exhibit } from '../exhibit.ts'
import { salesDrawing, troubledDrawing } from '../seeds/flow-documents.ts'
import { sales, workshop } from '../seeds/numbers.ts'
import { ana, ben, cy } from '../seeds/people.ts'

const nothing = () => undefined
const refused = { ok: false as const, theirs: null }
const roster = [ana, ben, cy].map(({ member, name }) => ({ member, name, address: null, barred: null }))
const around: Preview['around'] = [{ roster, routing: roster.map(({ member }) => member), inactive: [] }]
const published: Preview = { live: { version: 4, document: salesDrawing, publishedAt: '2026-03-01T09:00:00.000Z' }, numbers: [sales, workshop], around, openCalls: 2 }

const changed: Flow = {
  ...salesDrawing,
  name: 'Sales in spring',
  nodes: [...salesDrawing.nodes.map((node) => (node.id === 'chain' ? { ...node, title: 'Ring the spring team', config: { ...node.config, seconds: 30 }, position: { x: 300, y: 40 } } : node)), { id: 'play', kind: 'play', title: 'We are glad that you call', config: { text: 'Welcome.' }, position: { x: 0, y: 300 } }],
  edges: [...salesDrawing.edges.filter(({ from }) => from !== 'in'), { from: 'in', exit: 'next', to: 'play' }, { from: 'play', exit: 'next', to: 'chain' }],
}

function publish(id: string, name: string, flow: Flow, server: Partial<FlowServer>, revision: string | null = 'r'): Exhibit {
  return {
    id,
    name,
    source: 'flow-editor/panels/publish-dialog.tsx, flow-editor/panels/change-list.tsx',
    alone: true,
    ticks: true,
    show: () => (
      <Desk flow={flow}>
        <PublishDialog server={serverThat(server)} flush={async () => revision} onClose={nothing} onPublished={nothing} />
      </Desk>
    ),
  }
}

function versions(id: string, name: string, server: Partial<FlowServer>): Exhibit {
  return {
    id,
    name,
    source: 'flow-editor/panels/versions-drawer.tsx',
    alone: true,
    ticks: true,
    show: () => (
      <Desk flow={salesDrawing}>
        <VersionsDrawer server={serverThat(server)} onClose={nothing} onRestore={async () => 'This version cannot be read any more.'} />
      </Desk>
    ),
  }
}

const previewing = (value: Preview): Partial<FlowServer> => ({ preview: async () => ({ ok: true, value }), publish: async () => ({ ok: true, value: { version: 5, troubles: [{ e164: workshop.e164, message: 'the carrier answered 503.' }] } }) })

/** What opens over the editor. */
export const dialogs: readonly Exhibit[] = [
  publish('publish', 'Publish: what changes', changed, previewing(published)),
  publish('publish-first', 'Publish: the first version, for no number', salesDrawing, previewing({ ...published, live: null, numbers: [], openCalls: 0 })),
  publish('publish-errors', 'Publish: errors are in the way', troubledDrawing, previewing(published)),
  publish('publish-same', 'Publish: nothing has changed', salesDrawing, previewing({ ...published, openCalls: 0 })),
  publish('publish-looking', 'Publish: the skeleton while it looks', changed, {}),
  publish('publish-refused', 'Publish: refused', changed, { preview: async () => ({ ...refused, why: 'You are signed out. Sign in again in another tab; your drawing stays here.' }) }, null),
  versions('versions', 'Versions', {
    versions: async () => ({
      ok: true,
      value: {
        versions: [4, 3, 2, 1].map((version) => ({ version, publishedAt: new Date(Date.UTC(2026, 0, version * 6, 9, 30)).toISOString(), publishedBy: version === 2 ? 'Wilhelmina Rosalinde von Hohenstein-Württemberg zu Sayn' : 'Adam', changes: version === 1 ? [] : ['“Ring the sales team in order” rings for 20 s instead of 15 s.', '“Sales voicemail” is new.'] })),
      },
    }),
  }),
  versions('versions-none', 'Versions: never published', { versions: async () => ({ ok: true, value: { versions: [] } }) }),
  versions('versions-looking', 'Versions: the skeleton while they are read', {}),
  versions('versions-refused', 'Versions: refused', { versions: async () => ({ ...refused, why: 'The server cannot be reached. Your drawing stays here, and saving is tried again.' }) }),
  {
    id: 'stale',
    name: 'Somebody else saved meanwhile',
    source: 'flow-editor/panels/stale-dialog.tsx',
    alone: true,
    ticks: true,
    show: (now) => (
      <Desk flow={changed}>
        <StaleDialog theirs={{ savedBy: 'Adam', savedAt: new Date(now - 60_000).toISOString(), revision: 'other', document: salesDrawing }} onTakeTheirs={nothing} onKeepMine={nothing} />
      </Desk>
    ),
  },
]
