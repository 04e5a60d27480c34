import { Skeleton, Text, VisuallyHidden } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { ReactFlowProvider } from '@xyflow/react'
import { Suspense, useCallback, useEffect, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { readFlow, type Flow } from '#flows/language/flow.ts'
import { useShortcutGroup } from '../frame/shortcuts.tsx'
import { brought, part } from '../reach/part.ts'
import { EditorContext, useDrawn, type Editor } from './editor-context.ts'
import styles from './editor.module.css'
import { AsideNote } from './panels/aside-note.tsx'
import { BesideNote } from './panels/beside-note.tsx'
import { IssueDrawer } from './panels/issue-list.tsx'
import { PANELS } from './panels/over-canvas.ts'
import { Palette } from './panels/palette.tsx'
import { TopBar } from './panels/top-bar.tsx'
import type { Judged, Surroundings } from './read-editor.server.ts'
import type { SetAside } from './store/company.ts'
import { createEditorStore } from './store/editor-store.ts'
import { createIssueStore } from './store/issue-store.ts'
import { flowServer } from './store/server.ts'
import { ofEditor, ofReader } from './store/shortcut-list.ts'
import { useCompany } from './store/use-company.ts'
import { useJudgement } from './store/use-judgement.ts'
import { useLeaving } from './store/use-leaving.ts'
import { useSaving } from './store/use-saving.ts'
import { useShortcuts } from './store/use-shortcuts.ts'
import { namesOf } from './words/names-of.ts'
import { useDirection, useView, type View } from './use-view.ts'

// what is not seen at once comes when it is first needed, so that the page itself stays light
const Canvas = part(() => import('./canvas/canvas.tsx'))
const OutlineView = part(() => import('./outline/outline-view.tsx'))
const FirstStep = part(() =>
  import('./panels/first-step.tsx').then(({ FirstStep: component }) => ({ default: component })),
)
const Inspector = part(() => import('./panels/inspector.tsx'))
const leaveDialog = () => import('./panels/leave-dialog.tsx')
const LeaveDialog = part(leaveDialog)
const PublishDialog = part(() => import('./panels/publish-dialog.tsx'))
const StaleDialog = part(() => import('./panels/stale-dialog.tsx'))
const VersionsDrawer = part(() => import('./panels/versions-drawer.tsx'))

export interface EditorProps {
  readonly flow: string
  readonly draft: Flow
  readonly revision: string
  /** Who draws, and where: for whom this browser keeps what is not saved. */
  readonly whose: { readonly organisation: string; readonly member: string }
  readonly surroundings: Surroundings
  /** Names those by whom the drawing is judged, as they were read. */
  readonly judgedBy: string
  readonly aside: SetAside | null
  /** What is wrong with the draft, and how much of it is not published. */
  readonly judged: Judged
  readonly canEdit: boolean
  readonly canPublish: boolean
  /** Who could change the flow, for those who cannot. */
  readonly refusal: string
  /** The live version moved on, or those by whom the drawing is judged are others now. */
  onNews(): void
}

/** Draws one flow. */
export function FlowEditor({
  flow,
  draft,
  revision,
  whose,
  surroundings,
  judgedBy,
  aside: asideBefore,
  judged,
  canEdit,
  canPublish,
  refusal,
  onNews,
}: EditorProps) {
  const [store] = useState(() => createEditorStore(draft, { clock: Date.now }))
  const [issues] = useState(() => createIssueStore(judged.issues))
  const server = useMemo(() => flowServer(flow), [flow])
  const { autosave, save, isKept } = useSaving({
    store,
    server,
    opened: { revision, flow: draft },
    canEdit,
    whose: { ...whose, flow },
  })
  const leaving = useLeaving(autosave)
  useEffect(() => {
    if (!canEdit) return
    // it is needed most when nothing can be loaded any more, and never by whoever only looks
    const bring = (): void => void brought(leaveDialog)
    const first = ['pointerdown', 'keydown'] as const
    for (const touch of first) addEventListener(touch, bring, { once: true })
    return () => first.forEach((touch) => removeEventListener(touch, bring))
  }, [canEdit])
  useShortcuts(store, canEdit)
  useShortcutGroup(canEdit ? ofEditor : ofReader)
  const { numbers, live, people, flows, schedules, tags, there } = surroundings
  const shown = { live: live?.version ?? null, around: judgedBy, aside: asideBefore }
  const { others, aside } = useCompany({ store, server, autosave, shown, onNews })
  const [open, setOpen] = useState<'publish' | 'versions' | null>(null)
  const { view, setView } = useView()
  const isNarrow = useMediaQuery(PANELS.overCanvas)
  const arrange = useDirection(store)
  const [paletteWish, setPaletteWish] = useState<'shown' | 'hidden' | null>(null)
  const paletteHidden = paletteWish === null ? isNarrow : paletteWish === 'hidden' // where it lies over the canvas it waits until it is wanted

  const names = useMemo(() => namesOf({ people, schedules, tags, flows }), [people, schedules, tags, flows])
  const editor = useMemo<Editor>(
    () => ({ store, issues, people, flows, names, schedules, tags, there, numbers, canEdit }),
    [store, issues, people, flows, names, schedules, tags, there, numbers, canEdit],
  )
  const unpublished = useJudgement({
    store,
    issues,
    around: surroundings.around,
    tags,
    flows,
    there,
    live,
    names,
    judged,
  })
  const isBegun = useStore(store, (state) => state.flow.nodes.length === 1)
  const hasChosen = useStore(store, (state) => state.chosen.size > 0)
  const flush = useCallback(() => autosave.flush(), [autosave])
  const openVersions = useCallback(() => setOpen('versions'), [])
  const openPublish = useCallback(() => setOpen('publish'), [])
  const showPalette = useCallback(() => setPaletteWish('shown'), [])
  const hidePalette = useCallback(() => setPaletteWish('hidden'), [])

  function published(version: number): void {
    store.setState({ said: `Version ${version} is published.` })
    onNews()
  }

  /** The settings would lie over what was asked for. */
  const show = useCallback(
    (next: View) => {
      if (isNarrow) store.getState().choose([])
      setView(next)
    },
    [isNarrow, setView, store],
  )

  async function restore(version: number): Promise<string | null> {
    const base = await autosave.flush()
    if (base === null) return 'Your last changes could not be saved, so nothing was restored.'
    const answer = await server.restore(version, base)
    if (!answer.ok) return answer.why
    const read = readFlow(answer.value.document)
    if (!read.ok) return 'This version can no longer be read.'
    store.getState().replace(read.flow, `Version ${version} is the draft now.`)
    autosave.rebase({ revision: answer.value.revision, flow: read.flow })
    return null
  }

  return (
    <EditorContext value={editor}>
      <ReactFlowProvider>
        <Heading />
        <div className={styles.room}>
          <div className={styles.editor}>
            <TopBar
              save={save}
              isKept={isKept}
              others={others}
              version={live?.version ?? null}
              unpublished={unpublished}
              view={view}
              paletteHidden={paletteHidden}
              canPublish={canPublish && aside?.as !== 'deleted'}
              onView={show}
              onArrange={arrange}
              onShowPalette={showPalette}
              onVersions={openVersions}
              onPublish={openPublish}
            />
            <AsideNote aside={aside} />
            {canEdit && view === 'canvas' && !paletteHidden && <Palette onClose={hidePalette} />}
            <div className={styles.stage} data-drawing>
              {!canEdit && (
                <Text size="sm" c="dimmed" className={styles.refusal}>
                  {refusal}
                </Text>
              )}
              {view !== null && (
                <Suspense fallback={<Skeleton className={styles.waiting ?? ''} />}>
                  {view === 'outline' ? <OutlineView /> : <Canvas />}
                </Suspense>
              )}
              <Suspense fallback={null}>{view === 'canvas' && isBegun && <FirstStep onCanvas />}</Suspense>
            </div>
            <Suspense fallback={null}>{hasChosen && <Inspector />}</Suspense>
            <IssueDrawer />
            <div id="editor-menus" />
          </div>
        </div>
        <Said />
        <BesideNote />
        <Suspense fallback={null}>
          {open === 'publish' && (
            <PublishDialog
              flow={flow}
              server={server}
              flush={flush}
              judgedBy={judgedBy}
              aside={aside}
              onLook={onNews}
              onClose={() => setOpen(null)}
              onPublished={published}
            />
          )}
          {open === 'versions' && <VersionsDrawer server={server} onClose={() => setOpen(null)} onRestore={restore} />}
          {save.kind === 'stale' && <StaleDialog store={store} autosave={autosave} theirs={save.theirs} />}
          {leaving.asks && <LeaveDialog save={save} isKept={isKept} onStay={leaving.stay} onLeave={leaving.leave} />}
        </Suspense>
      </ReactFlowProvider>
    </EditorContext>
  )
}

function Heading() {
  return <VisuallyHidden component="h1">{useDrawn(({ flow }) => flow.name)}</VisuallyHidden>
}

/** The last deed, for those who do not see the canvas. */
function Said() {
  return (
    <VisuallyHidden role="status" aria-live="polite">
      {useDrawn(({ said }) => said)}
    </VisuallyHidden>
  )
}
