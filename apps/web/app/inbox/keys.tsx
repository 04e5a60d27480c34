import { ActionIcon, CloseButton, Switch } from '@mantine/core'
import { IconKeyboard } from '@tabler/icons-react'
import { useRef, useSyncExternalStore } from 'react'
import styles from './keys.module.css'

const keys = [
  { press: ['Alt', 'J'], does: 'Next conversation' },
  { press: ['Alt', 'K'], does: 'Previous conversation' },
  { press: ['Alt', 'E'], does: 'Mark as done, or open again' },
  { press: ['Ctrl', 'Alt', 'E'], does: 'Mark as done and go to the next' },
  { press: ['Alt', 'Z'], does: 'Undo the last mark' },
]

/** The list of keys, and whether `?` alone opens it: whoever dictates switches that off. */
export function useKeys() {
  const dialog = useRef<HTMLDialogElement>(null)
  const oneKey = useSyncExternalStore(subscribe, isOn, () => true)
  return { dialog, oneKey, showKeys: () => dialog.current?.showModal() }
}

export function Keys({ dialog, oneKey, showKeys }: ReturnType<typeof useKeys>) {
  return (
    <>
      <ActionIcon variant="subtle" color="gray" size="lg" aria-label="Keyboard shortcuts" title="Keyboard shortcuts" className={styles.button} onClick={showKeys}>
        <IconKeyboard size={18} stroke={1.75} aria-hidden />
      </ActionIcon>
      <dialog ref={dialog} className={styles.dialog} aria-labelledby="keys-title" onClick={({ target, currentTarget }) => target === currentTarget && currentTarget.close()}>
        <div className={styles.content}>
          <header className={styles.head}>
            <h2 id="keys-title">Keyboard shortcuts</h2>
            <CloseButton aria-label="Close the list of shortcuts" onClick={() => dialog.current?.close()} />
          </header>
          <dl className={styles.keys}>
            {keys.map(({ press, does }) => (
              <div key={does}>
                <dt>{does}</dt>
                <dd>
                  {press.map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </dd>
              </div>
            ))}
            <div>
              <dt>This list</dt>
              <dd>{oneKey ? <kbd>?</kbd> : 'The button beside “Inbox”'}</dd>
            </div>
          </dl>
          <Switch label="Open this list with ? alone" checked={oneKey} onChange={({ currentTarget }) => switchTo(currentTarget.checked)} />
        </div>
      </dialog>
    </>
  )
}

const STORED = 'ringdown one-key shortcuts'
const listeners = new Set<() => void>()

function isOn(): boolean {
  return localStorage.getItem(STORED) !== 'off'
}

function switchTo(on: boolean): void {
  localStorage.setItem(STORED, on ? 'on' : 'off')
  listeners.forEach((tell) => tell())
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
