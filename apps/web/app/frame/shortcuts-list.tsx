import { CloseButton, Switch } from '@mantine/core'
import { useState } from 'react'
import { isOneKeyOn, switchOneKey } from './one-key.ts'
import type { ShortcutGroup } from './shortcuts.tsx'
import styles from './shortcuts-list.module.css'
import { isMac } from './typing.ts'
import { useOpenedDialog } from './use-opened-dialog.ts'

export interface ShortcutsListProps {
  /** Those of the page that is open. */
  readonly groups: readonly ShortcutGroup[]
  onClose(): void
}

/** Every shortcut that works on this page. */
export function ShortcutsList({ groups, onClose }: ShortcutsListProps) {
  const dialog = useOpenedDialog()
  const [oneKey, setOneKey] = useState(isOneKeyOn)
  const everywhere: ShortcutGroup = {
    title: 'Everywhere',
    keys: [
      { press: ['Ctrl', 'K'], does: 'Find anything' },
      ...(oneKey ? [{ press: ['?'], does: 'Show this list' }] : []),
    ],
  }
  return (
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-labelledby="shortcuts-title"
      onClose={onClose}
      onClick={({ target, currentTarget }) => target === currentTarget && currentTarget.close()}
    >
      <div className={styles.content}>
        <header className={styles.head}>
          <h2 id="shortcuts-title">Keyboard shortcuts</h2>
          <CloseButton aria-label="Close the list of shortcuts" onClick={() => dialog.current?.close()} />
        </header>
        {[...groups, everywhere].map(({ title, keys }) => (
          <section key={title} aria-label={title}>
            <h3 className={styles.title}>{title}</h3>
            <dl className={styles.keys}>
              {keys.map(({ press, does }) => (
                <div key={press.join(' ')}>
                  <dt>{does}</dt>
                  <dd>
                    {press.map((key) => (
                      <kbd key={key}>{isMac() ? (ofMac[key] ?? key) : key}</kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <Switch
          label="Open this list by pressing ?"
          checked={oneKey}
          onChange={({ currentTarget }) => {
            switchOneKey(currentTarget.checked)
            setOneKey(currentTarget.checked)
          }}
        />
      </div>
    </dialog>
  )
}

const ofMac: Readonly<Partial<Record<string, string>>> = { Ctrl: '⌘', Alt: '⌥', Shift: '⇧' }
