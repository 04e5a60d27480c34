import {
  IconAddressBook,
  IconGitBranch,
  IconInbox,
  IconMessage,
  IconPhone,
  IconUser,
  type TablerIcon,
} from '@tabler/icons-react'
import { useDebouncedValue } from '@mantine/hooks'
import { useDeferredValue, useEffect, useId, useState, type KeyboardEvent } from 'react'
import { useFetcher, useNavigate } from 'react-router'
import { addressOf } from '../reach/addresses.ts'
import type { Found } from '../lists/found.ts'
import styles from './palette.module.css'
import type { FramePerson } from './person.ts'
import { placesFor } from './places.ts'
import { useOpenedDialog } from './use-opened-dialog.ts'

interface Entry {
  readonly to: string
  readonly label: string
  readonly detail: string
  readonly icon: TablerIcon
}

const icons: Record<Found['kind'], TablerIcon> = {
  conversation: IconMessage,
  more: IconInbox,
  calls: IconPhone,
  number: IconPhone,
  person: IconUser,
  flow: IconGitBranch,
  contact: IconAddressBook,
}
const kinds: Record<Found['kind'], string> = {
  conversation: 'Conversation',
  more: 'Inbox',
  calls: 'Audit',
  number: 'Number',
  person: 'Person',
  flow: 'Flow',
  contact: 'Contact',
}

/** Goes anywhere by a few letters: pages at once, and what the organisation has as soon as the server has found it. */
export function Palette({ person, onClose }: { readonly person: FramePerson; onClose(): void }) {
  const dialog = useOpenedDialog()
  const list = useId()
  const [said, say] = useState('')
  const [chosen, choose] = useState(0)
  const navigate = useNavigate()
  const { entries, isLooking } = useEntries(person, useDeferredValue(said.trim()))
  const current = Math.min(chosen, entries.length - 1)

  useEffect(() => {
    document.getElementById(`${list}-${current}`)?.scrollIntoView({ block: 'nearest' })
  }, [list, current])

  const go = (entry: Entry | undefined): void => {
    if (entry === undefined) return
    onClose()
    void navigate(entry.to)
  }
  const pressed = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) choose((current + step + entries.length) % Math.max(1, entries.length))
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing) go(entries[current])
    else return
    event.preventDefault()
  }

  return (
    <dialog
      ref={dialog}
      className={styles.palette}
      aria-label="Find"
      onClose={onClose}
      onClick={({ target }) => target === dialog.current && onClose()}
    >
      <div className={styles.inside}>
        <input
          role="combobox"
          aria-label="Find a page, conversation, person, number, flow or contact"
          aria-expanded
          aria-controls={list}
          aria-activedescendant={entries.length > 0 ? `${list}-${current}` : undefined}
          className={styles.input}
          placeholder="Search or go to…"
          autoComplete="off"
          spellCheck={false}
          autoFocus
          value={said}
          onKeyDown={pressed}
          onChange={({ currentTarget }) => {
            say(currentTarget.value)
            choose(0)
          }}
        />
        <ul id={list} role="listbox" aria-label="Results" className={styles.list}>
          {entries.map(({ to, label, detail, icon: Icon }, place) => (
            <li
              key={to}
              id={`${list}-${place}`}
              role="option"
              aria-selected={place === current}
              className={styles.entry}
              onPointerMove={() => choose(place)}
              onClick={() => go(entries[place])}
            >
              <Icon size={18} stroke={1.75} aria-hidden />
              <span dir="auto" className={styles.label}>
                {label}
              </span>
              <span className={styles.detail}>{detail}</span>
            </li>
          ))}
        </ul>
        {entries.length === 0 && (
          <p role="status" className={styles.nothing}>
            {isLooking ? 'Searching…' : `Nothing matches “${said.trim()}”.`}
          </p>
        )}
      </div>
    </dialog>
  )
}

/** Milliseconds without a key before the server is asked. */
const PAUSE = 120

function useEntries(
  person: FramePerson,
  said: string,
): { readonly entries: readonly Entry[]; readonly isLooking: boolean } {
  const { load, data } = useFetcher<{ found: readonly Found[]; query: string }>()
  const [asked] = useDebouncedValue(said, PAUSE)
  useEffect(() => {
    if (asked !== '') void load(addressOf.find({ q: asked }))
  }, [asked, load])
  const needle = said.toLowerCase()
  const pages = [
    ...placesFor(person).map(({ to, label, icon }) => ({ to, label, detail: 'Page', icon })),
    { to: addressOf.account(), label: 'Your account', detail: 'Page', icon: IconUser },
    { to: addressOf.person(person.member), label: 'Your devices', detail: 'Page', icon: IconPhone },
  ].filter(({ label }) => label.toLowerCase().includes(needle))
  if (said === '') return { entries: pages, isLooking: false }
  // what was found for fewer letters stays while more are looked for, as far as it still fits
  const found = (data?.found ?? []).filter(
    ({ label, detail }) => data?.query === said || `${label} ${detail}`.toLowerCase().includes(needle),
  )
  const things = found.map(({ kind, to, label, detail }) => ({
    to,
    label,
    detail: detail === '' ? kinds[kind] : `${kinds[kind]} · ${detail}`,
    icon: icons[kind],
  }))
  return { entries: [...pages, ...things], isLooking: data?.query !== said }
}
