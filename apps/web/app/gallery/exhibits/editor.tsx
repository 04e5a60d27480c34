import { definitionOf, type Flow } from '#flows/language/flow.ts'
import Canvas from '../../flow-editor/canvas/canvas.tsx'
import OutlineView from '../../flow-editor/outline/outline-view.tsx'
import { BesideNote } from '../../flow-editor/panels/beside-note.tsx'
import Inspector from '../../flow-editor/panels/inspector.tsx'
import { IssueDrawer, IssueList } from '../../flow-editor/panels/issue-list.tsx'
import { Palette } from '../../flow-editor/panels/palette.tsx'
import { TopBar, type TopBarProps } from '../../flow-editor/panels/top-bar.tsx'
import Unreadable, { type UnreadableProps } from '../../flow-editor/unreadable.tsx'
import { issuesFor } from '../../flow-editor/words/issues-for.ts'
import { Desk } from '../desk.tsx'
import type { Exhibit, ExhibitGroup } from '../exhibit.ts'
import styles from '../gallery.module.css'
import {
  checkingCallers,
  decidingDrawing,
  eachKind,
  emptyDrawing,
  outsideDrawing,
  ringingDrawing,
  salesDrawing,
  troubledDrawing,
} from '../seeds/flow-documents.ts'
import { NestedForm, unfinishedForm } from '../seeds/nested-form.tsx'
import { Stage } from '../stage.tsx'
import { dialogs } from './editor-dialogs.tsx'

type Drawn = { readonly chosen?: readonly string[]; readonly canEdit?: boolean }

function canvas(id: string, name: string, flow: Flow, drawn: Drawn = {}): Exhibit {
  return {
    id,
    name,
    source: 'flow-editor/canvas/canvas.tsx, flow-editor/canvas/node-card.tsx',
    as: 'full',
    alone: true,
    ticks: true, // as the product loads it: in the browser alone
    show: () => (
      <Desk flow={flow} {...drawn}>
        <div className={styles.canvas}>
          <Canvas />
        </div>
      </Desk>
    ),
  }
}

function outline(id: string, name: string, flow: Flow, drawn: Drawn = {}): Exhibit {
  return {
    id,
    name,
    source: 'flow-editor/outline/outline-view.tsx',
    alone: true,
    show: () => (
      <Desk flow={flow} {...drawn}>
        <OutlineView />
      </Desk>
    ),
  }
}

function inspector(id: string, name: string, flow: Flow, drawn: Drawn): Exhibit {
  return {
    id,
    name,
    source: 'flow-editor/panels/inspector.tsx, flow-editor/form/node-form.tsx',
    as: 'full',
    alone: true,
    show: () => (
      <Desk flow={flow} {...drawn}>
        <div className={styles.panel}>
          <Inspector />
        </div>
      </Desk>
    ),
  }
}

const saved: Omit<TopBarProps, 'onView' | 'onShowPalette' | 'onArrange' | 'onVersions' | 'onPublish'> = {
  save: { kind: 'saved' },
  isKept: true,
  others: [],
  version: 4,
  unpublished: 3,
  view: 'canvas',
  paletteHidden: false,
  canPublish: true,
}
const unreachable: TopBarProps['save'] = { kind: 'not-saved', why: 'The server cannot be reached.', tryAgain: true }
const nothing = () => undefined

function bar(
  id: string,
  name: string,
  more: Partial<TopBarProps>,
  { flow = salesDrawing, canEdit = true }: { flow?: Flow; canEdit?: boolean } = {},
): Exhibit {
  return {
    id,
    name,
    source: 'flow-editor/panels/top-bar.tsx',
    as: 'edge',
    alone: true,
    show: () => (
      <Desk flow={flow} canEdit={canEdit}>
        <TopBar
          {...saved}
          {...more}
          onView={nothing}
          onShowPalette={nothing}
          onArrange={nothing}
          onVersions={nothing}
          onPublish={nothing}
        />
      </Desk>
    ),
  }
}

const problems = [
  { path: '', message: 'This flow was made by a newer Ringdown: update this one to open it.' },
  ...Array.from({ length: 9 }, (_, index) => ({ path: `nodes[${index}].title`, message: 'Give the node a title.' })),
]

function unreadable(id: string, name: string, more: Pick<UnreadableProps, 'live' | 'canEdit'>): Exhibit {
  return {
    id,
    name,
    source: 'flow-editor/unreadable.tsx',
    as: 'page',
    show: () => (
      <Stage>
        <title>Sales · Flows · Ringdown</title>
        <Unreadable
          flow={{ id: 'sales', name: 'Sales' }}
          problems={problems}
          saved="{}"
          revision="r"
          refusal="Only owners and admins can change flows. Ask Olive or Adam."
          {...more}
        />
      </Stage>
    ),
  }
}

function nested(id: string, name: string, more: Parameters<typeof NestedForm>[0]): Exhibit {
  return {
    id,
    name,
    source: 'flow-editor/form/config-form.tsx, flow-editor/form/list-input.tsx, flow-editor/form/variant-input.tsx',
    alone: true,
    show: () => (
      <Desk flow={emptyDrawing}>
        <NestedForm {...more} />
      </Desk>
    ),
  }
}

const cards = eachKind.map(({ kind, flow }) =>
  canvas(`card-${kind}`, `Node card: ${definitionOf(kind)?.label ?? kind}, just added, and with a note`, flow),
)
const forms = eachKind.map(({ kind, flow, node }) =>
  inspector(`form-${kind}`, `Form: ${definitionOf(kind)?.label ?? kind}`, flow, { chosen: [node.id] }),
)

export const editorGroup: ExhibitGroup = {
  id: 'editor',
  name: 'Flow editor',
  exhibits: [
    canvas('canvas', 'Canvas', salesDrawing),
    canvas('canvas-chosen', 'Canvas: a node is chosen', salesDrawing, { chosen: ['chain'] }),
    canvas('canvas-caller-check', 'Canvas: a caller check with everything that it can ask for', checkingCallers),
    inspector('form-caller-check-all', 'Form: a caller check with everything that it can ask for', checkingCallers, {
      chosen: ['check'],
    }),
    canvas('canvas-trouble', 'Canvas: issues, notes, long words, an unknown kind', troubledDrawing, {
      chosen: ['play'],
    }),
    canvas('canvas-deciding', 'Canvas: values and a condition', decidingDrawing),
    canvas('canvas-outside', 'Canvas: a web service and a text', outsideDrawing),
    canvas('canvas-empty', 'Canvas: nothing happens yet', emptyDrawing),
    canvas('canvas-read-only', 'Canvas: only to read', troubledDrawing, { canEdit: false }),
    ...cards,
    ...forms,
    inspector('form-trouble', 'Form: with errors', troubledDrawing, { chosen: ['voicemail'] }),
    inspector('form-people', 'Form: chosen people, one of whom has left', troubledDrawing, { chosen: ['group'] }),
    inspector('form-values', 'Form: values that are set, two of one name', decidingDrawing, { chosen: ['set'] }),
    inspector('form-rows', 'Form: rows of a condition', decidingDrawing, { chosen: ['condition'] }),
    inspector('form-webhook-filled', 'Form: a webhook with secrets', outsideDrawing, { chosen: ['crm'] }),
    inspector('form-text-filled', 'Form: a text of several messages', outsideDrawing, { chosen: ['text'] }),
    inspector('form-text-readers', 'Form: a text to people of the team', outsideDrawing, { chosen: ['tell'] }),
    inspector('form-groups', 'Form: people in turn, and a group after them', ringingDrawing, { chosen: ['turns'] }),
    inspector('form-forwarded', 'Form: somebody outside, without a key', ringingDrawing, { chosen: ['outside'] }),
    inspector('form-unknown', 'Form: an unknown kind', troubledDrawing, { chosen: ['menu'] }),
    inspector('form-many', 'Form: several nodes', salesDrawing, { chosen: ['chain', 'voicemail'] }),
    inspector('form-read-only', 'Form: only to read', salesDrawing, { chosen: ['chain'], canEdit: false }),
    nested('form-nested', 'Form: groups, lists and variants', {}),
    nested('form-nested-trouble', 'Form: groups, lists and variants, unfinished', { config: unfinishedForm }),
    nested('form-nested-read-only', 'Form: groups, lists and variants, only to read', { disabled: true }),
    outline('outline', 'Outline', salesDrawing),
    outline('outline-trouble', 'Outline: issues, long words, nodes that no call reaches', troubledDrawing, {
      chosen: ['play'],
    }),
    outline('outline-empty', 'Outline: nothing happens yet', emptyDrawing),
    outline('outline-read-only', 'Outline: only to read', salesDrawing, { canEdit: false }),
    bar('bar', 'Top bar: changes are not published', {}),
    bar('bar-published', 'Top bar: published', { version: 12, unpublished: 0 }),
    bar('bar-new', 'Top bar: never published, being saved', {
      save: { kind: 'saving' },
      version: null,
      unpublished: 0,
    }),
    bar('bar-not-saved', 'Top bar: not saved', { save: unreachable }),
    bar('bar-not-kept', 'Top bar: not saved, and the browser keeps nothing', { save: unreachable, isKept: false }),
    bar(
      'bar-company',
      'Top bar: others have it open, a long name',
      { others: ['Adam', 'Wilhelmina Rosalinde von Hohenstein-Württemberg zu Sayn'], paletteHidden: true },
      { flow: troubledDrawing },
    ),
    bar('bar-read-only', 'Top bar: only to read', { canPublish: false }, { canEdit: false }),
    {
      id: 'palette',
      name: 'Palette',
      source: 'flow-editor/panels/palette.tsx',
      as: 'full',
      alone: true,
      show: () => (
        <Desk flow={emptyDrawing}>
          <div className={styles.panel}>
            <Palette onClose={nothing} />
          </div>
        </Desk>
      ),
    },
    {
      id: 'issues',
      name: 'Issues',
      source: 'flow-editor/panels/issue-list.tsx',
      alone: true,
      show: () => (
        <Desk flow={troubledDrawing}>
          <IssueDrawer />
          <IssueList issues={issuesFor(troubledDrawing, [])} />
        </Desk>
      ),
    },
    {
      id: 'issues-none',
      name: 'Issues: none',
      source: 'flow-editor/panels/issue-list.tsx',
      alone: true,
      show: () => (
        <Desk flow={salesDrawing}>
          <IssueDrawer />
        </Desk>
      ),
    },
    {
      id: 'beside',
      name: 'Note: connections went with their exits',
      source: 'flow-editor/panels/beside-note.tsx',
      alone: true,
      show: () => (
        <Desk
          flow={salesDrawing}
          beside="Menu has no exits “Key 2” and “Key 3” any more: their connections were removed."
        >
          <BesideNote />
        </Desk>
      ),
    },
    ...dialogs,
    unreadable('unreadable', 'A flow that cannot be drawn', { live: 4, canEdit: true }),
    unreadable('unreadable-new', 'A flow that cannot be drawn and answers no calls', { live: null, canEdit: true }),
    unreadable('unreadable-read-only', 'A flow that cannot be drawn, for members', { live: 4, canEdit: false }),
  ],
}
