import { ActionIcon } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { Suspense, useEffect, useState } from 'react'
import type { FramePerson } from './person.ts'
import { part } from '../reach/part.ts'

const Palette = part(() => import('./palette.tsx').then((module) => ({ default: module.Palette })))

/** Told when somebody wants to go elsewhere; one palette is in the page, its buttons are in several places. */
const wanted = new EventTarget()

/** Opens the palette, as Ctrl-K does. */
export function PaletteButton() {
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="lg"
      aria-label="Find a page, conversation, person, number, flow or contact"
      title="Search (Ctrl-K)"
      data-closes
      onClick={() => wanted.dispatchEvent(new Event('open'))}
    >
      <IconSearch size={18} stroke={1.75} aria-hidden />
    </ActionIcon>
  )
}

/** The palette, whose code is loaded when it is opened for the first time. */
export function PaletteHost({ person }: { readonly person: FramePerson }) {
  const [isOpen, setOpen] = useState(false)
  useEffect(() => {
    const open = () => setOpen(true)
    const pressed = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
      event.preventDefault() // the browser's own search for addresses
      setOpen((is) => !is)
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
      <Palette person={person} onClose={() => setOpen(false)} />
    </Suspense>
  ) : null
}
