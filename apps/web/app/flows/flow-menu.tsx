import { ActionIcon, Menu } from '@mantine/core'
import { IconArchive, IconArchiveOff, IconCopy, IconDots, IconDownload, IconTrash } from '@tabler/icons-react'
import type { ListedFlow } from './list-flows.server.ts'
import { addressOf } from '../reach/addresses.ts'

export interface FlowMenuProps {
  readonly flow: Pick<ListedFlow, 'id' | 'name' | 'archived' | 'numbers'>
  readonly canEdit: boolean
  /** Sends what was chosen, as the fields of a form. */
  onChoose(fields: Readonly<Record<string, string>>): void
}

/** What else can be done with a flow. */
export function FlowMenu({ flow: { id, name, archived, numbers }, canEdit, onChoose }: FlowMenuProps) {
  const icon = { size: 16, stroke: 1.75, 'aria-hidden': true } as const
  const aside = (as: string) => () => onChoose({ deed: 'set-aside', flow: id, as })
  return (
    <Menu position="bottom-end" withinPortal transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={28} aria-label={`More for ${name}`} title="More">
          <IconDots {...icon} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {canEdit && (
          <Menu.Item leftSection={<IconCopy {...icon} />} onClick={() => onChoose({ deed: 'duplicate', flow: id })}>
            Duplicate
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconDownload {...icon} />} component="a" href={addressOf.flowExport(id)} download>
          Export as JSON
        </Menu.Item>
        {canEdit && !archived && (
          <Menu.Item leftSection={<IconArchive {...icon} />} disabled={numbers.length > 0} onClick={aside('archive')}>
            {numbers.length > 0 ? 'Archive (a number uses it)' : 'Archive'}
          </Menu.Item>
        )}
        {canEdit && archived && (
          <>
            <Menu.Item leftSection={<IconArchiveOff {...icon} />} onClick={aside('unarchive')}>
              Bring back
            </Menu.Item>
            <Menu.Item leftSection={<IconTrash {...icon} />} color="red" onClick={aside('delete')}>
              Delete
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
