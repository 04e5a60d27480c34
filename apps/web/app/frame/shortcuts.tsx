import { Suspense, useEffect, useState, useSyncExternalStore } from 'react'
import { isOneKeyOn } from './one-key.ts'
import { isTyping } from './typing.ts'
import { part } from '../reach/part.ts'

/** A key, or several that are pressed together, and what it does. */
export interface Shortcut {
  readonly press: readonly string[]
  readonly does: string
}

/** The shortcuts of one place, under its name. */
export interface ShortcutGroup {
  readonly title: string
  readonly keys: readonly Shortcut[]
}

const List = part(() => import('./shortcuts-list.tsx').then((module) => ({ default: module.ShortcutsList })))

let groups: readonly ShortcutGroup[] = []
const listeners = new Set<() => void>()
/** Told when somebody wants to see the list; one is in the page, its buttons are in several places. */
const wanted = new EventTarget()

/** Puts a page's shortcuts on the list for as long as the page is there. @param group the same one at each drawing. */
export function useShortcutGroup(group: ShortcutGroup): void {
  useEffect(() => {
    change([...groups, group])
    return () => change(groups.filter((other) => other !== group))
  }, [group])
}

export function showShortcuts(): void {
  wanted.dispatchEvent(new Event('open'))
}

/** The list of shortcuts, which “?” opens on every page; its code is loaded when it is opened for the first time. */
export function ShortcutsHost() {
  const [isOpen, setOpen] = useState(false)
  const shown = useSyncExternalStore(
    subscribe,
    () => groups,
    () => groups,
  )
  useEffect(() => {
    const open = (): void => setOpen(true)
    const pressed = (event: KeyboardEvent): void => {
      if (
        event.key !== '?' ||
        event.altKey ||
        event.ctrlKey ||
        event.metaKey ||
        event.defaultPrevented ||
        isTyping(event.target) ||
        !isOneKeyOn()
      )
        return
      event.preventDefault()
      open()
    }
    wanted.addEventListener('open', open)
    document.addEventListener('keydown', pressed)
    return () => {
      wanted.removeEventListener('open', open)
      document.removeEventListener('keydown', pressed)
    }
  }, [])
  return isOpen ? (
    <Suspense>
      <List groups={shown} onClose={() => setOpen(false)} />
    </Suspense>
  ) : null
}

function change(to: readonly ShortcutGroup[]): void {
  groups = to
  listeners.forEach((tell) => tell())
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
