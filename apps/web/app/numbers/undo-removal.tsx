import { Button, Text } from '@mantine/core'
import { askOf } from '../access/ask-of.ts'
import type { useAnsweredForm } from '../forms/use-answered-form.ts'
import own from './numbers.module.css'

/** Somebody who was just taken off the number, as they were on it. */
export interface Removed {
  readonly member: string
  readonly role: 'admin' | 'member'
  readonly seat: { readonly place: number; readonly active: boolean } | null
}

export interface UndoRemovalProps {
  readonly removed: Removed
  /** The reader manages the routing list, so that the seat comes back as well. */
  readonly mayListAgain: boolean
  readonly administrators: readonly string[]
  readonly fetcher: ReturnType<typeof useAnsweredForm>['fetcher']
}

/** Brings somebody back with the role and the seat that they had. */
export function UndoRemoval({
  removed: { member, role, seat },
  mayListAgain,
  administrators,
  fetcher,
}: UndoRemovalProps) {
  const back = seat && mayListAgain ? seat : null
  return (
    <fetcher.Form method="post" className={own.undo}>
      <input type="hidden" name="member" value={member} />
      <input type="hidden" name="role" value={role} />
      <input type="hidden" name="place" value={back?.place ?? ''} />
      <input type="hidden" name="active" value={back?.active ? 'on' : 'off'} />
      {seat && !back && (
        <Text size="sm">Only owners and admins can put them back on the routing list.{askOf(administrators)}</Text>
      )}
      <Button type="submit" name="intent" value="restore" data-focus="undo-removal" variant="default" size="compact-md">
        Undo
      </Button>
    </fetcher.Form>
  )
}
