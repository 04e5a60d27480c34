import { ActionIcon, Avatar, Button, Menu, SegmentedControl, TextInput, Tooltip, VisuallyHidden } from '@mantine/core'
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconArrowLeft,
  IconDots,
  IconHistory,
  IconLayoutSidebarLeftExpand,
  IconLayoutDistributeHorizontal,
  IconLayoutDistributeVertical,
  IconSitemap,
} from '@tabler/icons-react'
import { memo, useRef, type ReactElement, type ReactNode } from 'react'
import { Link } from 'react-router'
import { useStore } from 'zustand'
import { addressOf } from '../../reach/addresses.ts'
import type { Direction } from '../drawing/exit-place.ts'
import { useDeeds, useDrawn, useEditor } from '../editor-context.ts'
import { MENU } from '../exit-menu.tsx'
import type { SaveState } from '../store/autosave.ts'
import { companyWords } from '../store/company.ts'
import { stateWords } from '../words/state-words.ts'
import type { View } from '../use-view.ts'
import styles from './panels.module.css'

export interface TopBarProps {
  readonly save: SaveState
  /** Whether what is not saved is kept in this browser. */
  readonly isKept: boolean
  /** Who else has the flow open. */
  readonly others: readonly string[]
  /** The version that answers calls. */
  readonly version: number | null
  /** How many changes of the drawing are not in it. */
  readonly unpublished: number
  readonly view: View | null
  readonly paletteHidden: boolean
  readonly canPublish: boolean
  onView(view: View): void
  onShowPalette(): void
  onArrange(direction: Direction): void
  onVersions(): void
  onPublish(): void
}

/** The flow's name, how far it is saved and published, and what can be done with all of it. */
export const TopBar = memo(function TopBar({
  save,
  isKept,
  others,
  version,
  unpublished,
  view,
  paletteHidden,
  canPublish,
  onView,
  onShowPalette,
  onArrange,
  onVersions,
  onPublish,
}: TopBarProps) {
  const { canEdit } = useEditor()
  const canShowPalette = canEdit && paletteHidden && view === 'canvas'
  return (
    <header className={styles.barRoom}>
      <div className={styles.bar}>
        <ActionIcon
          component={Link}
          to={addressOf.flows()}
          variant="subtle"
          color="gray"
          size="lg"
          aria-label="All flows"
          title="All flows"
        >
          <IconArrowLeft size={18} stroke={1.75} aria-hidden />
        </ActionIcon>
        {canShowPalette && (
          <span className={styles.whereRoomy}>
            <IconDeed label="Show the palette" onClick={onShowPalette}>
              <IconLayoutSidebarLeftExpand size={18} stroke={1.75} aria-hidden />
            </IconDeed>
          </span>
        )}
        <div className={styles.heading}>
          <Name />
          <span className={styles.state} role="status" data-bad={save.kind === 'not-saved' || save.kind === 'stale'}>
            {stateWords({ save, isKept, version, unpublished })}
          </span>
        </div>
        <div className={styles.deeds}>
          <Company others={others} />
          {canEdit && <Steps />}
          <div className={styles.whereRoomy}>
            {canEdit && (
              <BarMenu label="Arrange" icon={<IconSitemap size={18} stroke={1.75} aria-hidden />}>
                <Directions onArrange={onArrange} />
              </BarMenu>
            )}
            <IconDeed label="Versions" onClick={onVersions}>
              <IconHistory size={18} stroke={1.75} aria-hidden />
            </IconDeed>
          </div>
          <SegmentedControl
            aria-label="View"
            size="xs"
            value={view ?? 'canvas'}
            onChange={(next) => onView(next === 'outline' ? 'outline' : 'canvas')}
            onClick={() => view && onView(view)} // also what is shown already may lie behind the settings
            data={[
              { value: 'canvas', label: 'Canvas' },
              { value: 'outline', label: 'Outline' },
            ]}
          />
          <div className={styles.whereNarrow}>
            <BarMenu label="More actions for this flow" icon={<IconDots size={18} stroke={1.75} aria-hidden />}>
              {canShowPalette && (
                <Menu.Item
                  leftSection={<IconLayoutSidebarLeftExpand size={18} stroke={1.75} aria-hidden />}
                  onClick={onShowPalette}
                >
                  Show the palette
                </Menu.Item>
              )}
              <Menu.Item leftSection={<IconHistory size={18} stroke={1.75} aria-hidden />} onClick={onVersions}>
                Versions
              </Menu.Item>
              {canEdit && (
                <>
                  <Menu.Label>Arrange</Menu.Label>
                  <Directions onArrange={onArrange} />
                </>
              )}
            </BarMenu>
          </div>
        </div>
        {canPublish && (
          <Button className={styles.publish ?? ''} onClick={onPublish}>
            Publish
          </Button>
        )}
      </div>
    </header>
  )
})

function Name() {
  const { canEdit } = useEditor()
  const name = useDrawn((state) => state.flow.name)
  const { rename } = useDeeds()
  return (
    <TextInput
      className={styles.name ?? ''}
      aria-label="Name of the flow"
      variant="unstyled"
      dir="auto"
      placeholder="Give the flow a name"
      aria-invalid={name.trim() === ''}
      value={name}
      maxLength={80}
      readOnly={!canEdit}
      onChange={(event) => rename(event.currentTarget.value)}
    />
  )
}

function Steps() {
  const { store } = useEditor()
  const canUndo = useStore(store.temporal, ({ pastStates }) => pastStates.length > 0)
  const canRedo = useStore(store.temporal, ({ futureStates }) => futureStates.length > 0)
  return (
    <div className={styles.steps}>
      <IconDeed label="Undo" onClick={store.undo} disabled={!canUndo}>
        <IconArrowBackUp size={18} stroke={1.75} aria-hidden />
      </IconDeed>
      <IconDeed label="Redo" onClick={store.redo} disabled={!canRedo}>
        <IconArrowForwardUp size={18} stroke={1.75} aria-hidden />
      </IconDeed>
    </div>
  )
}

function Directions({ onArrange }: Pick<TopBarProps, 'onArrange'>) {
  return (
    <>
      <Menu.Item
        leftSection={<IconLayoutDistributeVertical size={18} stroke={1.75} aria-hidden />}
        onClick={() => onArrange('right')}
      >
        From left to right
      </Menu.Item>
      <Menu.Item
        leftSection={<IconLayoutDistributeHorizontal size={18} stroke={1.75} aria-hidden />}
        onClick={() => onArrange('down')}
      >
        From top to bottom
      </Menu.Item>
    </>
  )
}

function BarMenu({
  label,
  icon,
  children,
}: {
  readonly label: string
  readonly icon: ReactElement
  readonly children: ReactNode
}) {
  const button = useRef<HTMLButtonElement>(null)
  return (
    <Menu {...MENU} position="bottom-end" width={220}>
      <Menu.Target>
        <ActionIcon ref={button} variant="subtle" color="gray" size="lg" aria-label={label} title={label}>
          {icon}
        </ActionIcon>
      </Menu.Target>
      {/* what an item opens gives the focus back to the button, since the item is gone by then */}
      <Menu.Dropdown onClickCapture={() => button.current?.focus()}>{children}</Menu.Dropdown>
    </Menu>
  )
}

/** The others as pictures, and in words for whoever asks or listens. */
function Company({ others }: { readonly others: readonly string[] }) {
  const words = companyWords(others)
  return (
    <>
      {words !== null && (
        <Tooltip label={words} transitionProps={{ duration: 0 }} events={{ hover: true, focus: true, touch: true }}>
          <Avatar.Group spacing="xs">
            {others.slice(0, 3).map((name) => (
              <Avatar key={name} size={28} color="gray" name={name} aria-hidden />
            ))}
          </Avatar.Group>
        </Tooltip>
      )}
      <VisuallyHidden role="status">{words}</VisuallyHidden>
    </>
  )
}

function IconDeed({
  label,
  disabled = false,
  onClick,
  children,
}: {
  readonly label: string
  readonly disabled?: boolean
  onClick(): void
  readonly children: ReactElement
}) {
  return (
    <Tooltip label={label} transitionProps={{ duration: 0 }}>
      <ActionIcon variant="subtle" color="gray" size="lg" aria-label={label} disabled={disabled} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
  )
}
