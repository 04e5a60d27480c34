import { Menu } from '@mantine/core'
import type { FlowNode } from '#flows/language/flow.ts'
import type { ExitOf } from '../drawing/drawing.ts'
import { ExitChoices, MENU } from '../exit-menu.tsx'

/** An exit whose connection was let go where no node is. */
export interface Dropped {
  readonly exit: ExitOf
  /** On the screen, within the canvas. */
  readonly at: { readonly x: number; readonly y: number }
  /** The same place on the drawing. */
  readonly place: FlowNode['position']
}

/** Asks which node is wanted where a connection was let go. */
export function DropMenu({
  dropped: { exit, at, place },
  onClose,
}: {
  readonly dropped: Dropped
  readonly onClose: () => void
}) {
  return (
    <Menu
      {...MENU}
      opened
      onChange={(opened) => !opened && onClose()}
      position="right-start"
      width={260}
      closeOnItemClick
    >
      <Menu.Target>
        <span style={{ position: 'absolute', left: at.x, top: at.y, width: 1, height: 1 }} />
      </Menu.Target>
      <ExitChoices exit={exit} wish={place} onlyNew={false} />
    </Menu>
  )
}
