import { useState } from 'react'
import type { Flow } from '#flows/language/flow.ts'
import { useEditor } from '../../flow-editor/editor-context.ts'
import LeaveDialog from '../../flow-editor/panels/leave-dialog.tsx'
import PublishDialog from '../../flow-editor/panels/publish-dialog.tsx'
import StaleDialog from '../../flow-editor/panels/stale-dialog.tsx'
import VersionsDrawer from '../../flow-editor/panels/versions-drawer.tsx'
import { createAutosave, type Theirs } from '../../flow-editor/store/autosave.ts'
import type { FlowServer, Preview } from '../../flow-editor/store/server.ts'
import { Desk, serverThat } from '../desk.tsx'
import type { Exhibit } from '../exhibit.ts'
import { salesDrawing, troubledDrawing } from '../seeds/flow-documents.ts'
import { otherFlows } from '../seeds/flow-lines.ts'
import { sales, support, workshop } from '../seeds/numbers.ts'
import { ana, ben, cy } from '../seeds/people.ts'

const nothing = () => undefined
const refused = { ok: false as const, theirs: null }
const roster = [ana, ben, cy].map(({ member, name }) => ({ member, name, address: null, barred: null }))
const people: Preview['around'][number] = { roster, routing: roster.map(({ member }) => member), inactive: [] }
const published: Preview = {
  live: { version: 4, document: salesDrawing, publishedAt: '2026-03-01T09:00:00.000Z' },
  numbers: [sales, workshop],
  around: [people, people],
  flows: { own: 'drawn', all: otherFlows.map((flow) => ({ ...flow, goesTo: [...flow.goesTo] })) },
  there: { schedules: [], secrets: ['crm-key'], refused: {} },
  openCalls: 2,
  others: [{ ...support, answersWith: 'Support' }],
  meant: null,
}
const withoutCy: Preview['around'][number] = { ...people, roster: roster.filter(({ member }) => member !== cy.member) }
const choosing: Flow = {
  ...salesDrawing,
  nodes: salesDrawing.nodes.map((node) =>
    node.id === 'chain'
      ? { ...node, config: { ...node.config, who: { kind: 'members', members: [ana.member, cy.member] } } }
      : node,
  ),
}

const changed: Flow = {
  ...salesDrawing,
  name: 'Sales in spring',
  nodes: [
    ...salesDrawing.nodes.map((node) =>
      node.id === 'chain'
        ? {
            ...node,
            title: 'Ring the spring team',
            config: { ...node.config, seconds: 30 },
            position: { x: 300, y: 40 },
          }
        : node,
    ),
    {
      id: 'play',
      kind: 'play',
      title: 'We are glad that you call',
      config: { text: 'Welcome.' },
      position: { x: 0, y: 300 },
    },
  ],
  edges: [
    ...salesDrawing.edges.filter(({ from }) => from !== 'in'),
    { from: 'in', exit: 'next', to: 'play' },
    { from: 'play', exit: 'next', to: 'chain' },
  ],
}

const changedByAdam: Flow = {
  ...salesDrawing,
  name: 'Sales in summer',
  nodes: salesDrawing.nodes.map((node) =>
    node.id === 'chain' ? { ...node, config: { ...node.config, seconds: 40 } } : node,
  ),
}

function publish(
  id: string,
  name: string,
  flow: Flow,
  server: Partial<FlowServer>,
  revision: string | null = 'r',
): Exhibit {
  return {
    id,
    name,
    source:
      'flow-editor/panels/publish-dialog.tsx, flow-editor/panels/publish-numbers.tsx, flow-editor/panels/change-list.tsx',
    alone: true,
    ticks: true,
    show: () => (
      <Desk flow={flow}>
        <PublishDialog
          flow="drawn"
          server={serverThat(server)}
          flush={async () => revision}
          judgedBy=""
          aside={null}
          onLook={nothing}
          onClose={nothing}
          onPublished={nothing}
        />
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
        <VersionsDrawer
          server={serverThat(server)}
          onClose={nothing}
          onRestore={async () => 'This version can no longer be read.'}
        />
      </Desk>
    ),
  }
}

const previewing = (value: Preview): Partial<FlowServer> => ({
  preview: async () => ({ ok: true, value }),
  publish: async () => ({
    ok: true,
    value: {
      version: 5,
      troubles: [{ e164: workshop.e164, message: 'The carrier has a fault of its own at the moment.' }],
    },
  }),
})

/** What opens over the editor. */
export const dialogs: readonly Exhibit[] = [
  publish('publish', 'Publish: what changes', changed, previewing(published)),
  publish(
    'publish-first',
    'Publish: the first version, for no number',
    salesDrawing,
    previewing({ ...published, live: null, numbers: [], openCalls: 0 }),
  ),
  publish('publish-errors', 'Publish: errors are in the way', troubledDrawing, previewing(published)),
  publish(
    'publish-lacking',
    'Publish: somebody has no access to a number',
    choosing,
    previewing({ ...published, numbers: [sales], around: [withoutCy] }),
  ),
  publish('publish-same', 'Publish: nothing has changed', salesDrawing, previewing({ ...published, openCalls: 0 })),
  publish('publish-looking', 'Publish: the skeleton while it looks', changed, {}),
  publish(
    'publish-refused',
    'Publish: refused',
    changed,
    { preview: async () => ({ ...refused, why: 'You are signed out. Sign in again in another tab.' }) },
    null,
  ),
  versions('versions', 'Versions', {
    versions: async () => ({
      ok: true,
      value: {
        versions: [4, 3, 2, 1].map((version) => ({
          version,
          publishedAt: new Date(Date.UTC(2026, 0, version * 6, 9, 30)).toISOString(),
          publishedBy: version === 2 ? 'Wilhelmina Rosalinde von Hohenstein-Württemberg zu Sayn' : 'Adam',
          changes:
            version === 1
              ? []
              : ['“Ring the sales team in order” rings for 20 s instead of 15 s.', '“Sales voicemail” is new.'],
        })),
      },
    }),
  }),
  versions('versions-none', 'Versions: never published', {
    versions: async () => ({ ok: true, value: { versions: [] } }),
  }),
  versions('versions-looking', 'Versions: the skeleton while they are read', {}),
  versions('versions-refused', 'Versions: refused', {
    versions: async () => ({ ...refused, why: 'The server cannot be reached.' }),
  }),
  stale('stale', 'Two people changed the same fields', changedByAdam),
  stale('stale-newer', 'Somebody else saved with a newer Ringdown', { format: 2 }),
  leave('leave', 'Leave with unsaved changes', true),
  leave('leave-lost', 'Leave with unsaved changes that the browser cannot keep', false),
]

function leave(id: string, name: string, isKept: boolean): Exhibit {
  return {
    id,
    name,
    source: 'flow-editor/panels/leave-dialog.tsx',
    alone: true,
    ticks: true,
    show: () => (
      <Desk flow={changed}>
        <LeaveDialog
          save={{ kind: 'not-saved', why: 'The server cannot be reached.', tryAgain: true }}
          isKept={isKept}
          onStay={nothing}
          onLeave={nothing}
        />
      </Desk>
    ),
  }
}

function stale(id: string, name: string, document: unknown): Exhibit {
  return {
    id,
    name,
    source: 'flow-editor/panels/stale-dialog.tsx',
    alone: true,
    ticks: true,
    show: (now) => (
      <Desk flow={changed}>
        <Stale
          theirs={{ savedBy: 'Adam', savedAt: new Date(now - 60_000).toISOString(), revision: 'other', document }}
        />
      </Desk>
    ),
  }
}

function Stale({ theirs }: { readonly theirs: Theirs }) {
  const { store } = useEditor()
  const [autosave] = useState(() =>
    createAutosave({
      standing: { revision: 'r', flow: salesDrawing },
      quiet: 0,
      again: 0,
      send: () => new Promise<never>(nothing),
      merge: async () => false,
      onState: nothing,
      after: () => nothing,
    }),
  )
  return <StaleDialog store={store} autosave={autosave} theirs={theirs} />
}
