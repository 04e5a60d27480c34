import { Skeleton, Text, VisuallyHidden } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { ReactFlowProvider } from '@xyflow/react'
import { lazy, Suspense, useCallback, useDeferredValue, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { readFlow, type Flow } from '#flows/flow.ts'
import { EditorContext, IssuesContext } from './editor-context.ts'
import styles from './editor.module.css'
import { FirstStep } from './panels/first-step.tsx'
import { IssueDrawer } from './panels/issue-list.tsx'
import { PANELS } from './panels/over-canvas.ts'
import { Palette } from './panels/palette.tsx'
import { TopBar } from './panels/top-bar.tsx'
import type { Surroundings } from './read-editor.server.ts'
import { createEditorStore } from './store/editor-store.ts'
import { flowServer } from './store/server.ts'
import { useCompany } from './store/use-company.ts'
import { useSaving } from './store/use-saving.ts'
import { useShortcuts } from './store/use-shortcuts.ts'
import { useDirection, useView } from './use-view.ts'
import { changes } from './words/changes.ts'
import { issuesFor } from './words/issues-for.ts'

// what is not seen at once comes when it is first needed, so that the page itself stays light
const Canvas = lazy(() => import('./canvas/canvas.tsx'))
const OutlineView = lazy(() => import('./outline/outline-view.tsx'))
const Inspector = lazy(() => import('./panels/inspector.tsx'))
const PublishDialog = lazy(() => import('./panels/publish-dialog.tsx'))
const StaleDialog = lazy(() => import('./panels/stale-dialog.tsx'))
const VersionsDrawer = lazy(() => import('./panels/versions-drawer.tsx'))

export interface EditorProps {
  readonly flow: string
  readonly draft: Flow
  readonly revision: string
  readonly people: readonly { readonly id: string; readonly name: string }[]
  readonly surroundings: Surroundings
  readonly canEdit: boolean
  readonly canPublish: boolean
  /** Who could change the flow, for those who cannot. */
  readonly refusal: string
  /** The live version moved on. */
  onPublished(): void
}

/** Draws one flow. */
export function FlowEditor({ flow, draft, revision, people, surroundings, canEdit, canPublish, refusal, onPublished }: EditorProps) {
  const [store] = useState(() => createEditorStore(draft, { clock: Date.now }))
  const server = useMemo(() => flowServer(flow), [flow])
  const { autosave, save } = useSaving({ store, server, revision, canEdit })
  useShortcuts(store, canEdit)
  const others = useCompany({ store, server, autosave, live: surroundings.live?.version ?? null, onPublished })
  const [open, setOpen] = useState<'publish' | 'versions' | null>(null)
  const { view, setView } = useView()
  const arrange = useDirection(store)
  const isNarrow = useMediaQuery(PANELS.overCanvas)
  const [paletteWish, setPaletteWish] = useState<'shown' | 'hidden' | null>(null)
  const paletteHidden = paletteWish === null ? isNarrow : paletteWish === 'hidden' // where it lies over the canvas it waits until it is wanted

  const names = useMemo(() => new Map(people.map(({ id, name }) => [id, name])), [people])
  const editor = useMemo(() => ({ store, people, names, numbers: surroundings.numbers, canEdit }), [store, people, names, surroundings.numbers, canEdit])
  const drawn = useDeferredValue(useStore(store, (state) => state.flow))
  const hasChosen = useStore(store, (state) => state.chosen.size > 0)
  const said = useStore(store, (state) => state.said)
  const issues = useMemo(() => issuesFor(drawn, surroundings.around), [drawn, surroundings.around])
  const unpublished = useMemo(() => (surroundings.live ? changes(surroundings.live.document, drawn, names).length : 0), [surroundings.live, drawn, names])
  const flush = useCallback(() => autosave.flush(), [autosave])

  function published(version: number): void {
    store.setState({ said: `Version ${version} is published.` })
    onPublished()
  }

  async function restore(version: number): Promise<string | null> {
    const base = await autosave.flush()
    if (base === null) return 'Your last changes could not be saved, so nothing was restored.'
    const answer = await server.restore(version, base)
    if (!answer.ok) return answer.why
    const read = readFlow(answer.value.document)
    if (!read.ok) return 'This version cannot be read any more.'
    store.getState().replace(read.flow, `Version ${version} is the draft now.`)
    autosave.rebase(answer.value.revision)
    return null
  }

  return (
    <EditorContext value={editor}>
      <IssuesContext value={issues}>
        <ReactFlowProvider>
          <VisuallyHidden component="h1">{drawn.name}</VisuallyHidden>
          <div className={styles.editor}>
            <TopBar
              save={save}
              others={others}
              live={{ version: surroundings.live?.version ?? null, unpublished }}
              view={view}
              paletteHidden={paletteHidden}
              canPublish={canPublish}
              onView={setView}
              onArrange={arrange}
              onShowPalette={() => setPaletteWish('shown')}
              onVersions={() => setOpen('versions')}
              onPublish={() => setOpen('publish')}
            />
            {canEdit && view === 'canvas' && !paletteHidden && <Palette onClose={() => setPaletteWish('hidden')} />}
            <div className={styles.stage}>
              {!canEdit && (
                <Text size="sm" c="dimmed" className={styles.refusal}>
                  {refusal}
                </Text>
              )}
              {view !== null && <Suspense fallback={<Skeleton className={styles.waiting ?? ''} />}>{view === 'outline' ? <OutlineView /> : <Canvas />}</Suspense>}
              {view === 'canvas' && <FirstStep onCanvas />}
            </div>
            <Suspense fallback={null}>{hasChosen && <Inspector />}</Suspense>
            <IssueDrawer />
            <div id="editor-menus" />
          </div>
          <VisuallyHidden role="status" aria-live="polite">
            {said}
          </VisuallyHidden>
          <Suspense fallback={null}>
            {open === 'publish' && <PublishDialog server={server} flush={flush} onClose={() => setOpen(null)} onPublished={published} />}
            {open === 'versions' && <VersionsDrawer server={server} onClose={() => setOpen(null)} onRestore={restore} />}
            {save.kind === 'stale' && (
              <StaleDialog
                theirs={save.theirs}
                onTakeTheirs={(theirs) => {
                  store.getState().replace(theirs, 'The other drawing was taken.')
                  autosave.rebase(save.theirs.revision)
                }}
                onKeepMine={() => {
                  autosave.rebase(save.theirs.revision)
                  autosave.changed(store.getState().flow)
                }}
              />
            )}
          </Suspense>
        </ReactFlowProvider>
      </IssuesContext>
    </EditorContext>
  )
}
