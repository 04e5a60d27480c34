import { Button, CloseButton } from '@mantine/core'
import { useEffect, useEffectEvent, useState, type ReactNode } from 'react'
import { Form, useSearchParams } from 'react-router'
import { useWhenIdle } from '../events/use-when-idle.ts'
import styles from './undo-toast.module.css'

export interface UndoToastProps {
  /** What was done, in a sentence. */
  readonly said: ReactNode
  /** Where the form that undoes it is sent, and what it says. */
  readonly action: string
  readonly fields: Readonly<Record<string, string>>
  /** The name in the address that brought the reader here; it goes when the note does, so that going back does not bring it again. */
  readonly asked: string
}

/** Milliseconds for which it stays, counted again once nobody points at it or is in it. */
const STAYS = 10_000

/** Says what was just done, with a button that undoes it. Without a script it stays until the next page. */
export function UndoToast({ said, action, fields, asked }: UndoToastProps) {
  const [, setQuery] = useSearchParams()
  const [isHeld, setHeld] = useState(false)
  const hold = () => setHeld(true)
  const release = () => setHeld(false)
  const forget = () =>
    setQuery(
      (query) => {
        query.delete(asked)
        return query
      },
      { replace: true, preventScrollReset: true },
    )
  const whenIdle = useWhenIdle()
  const goes = useEffectEvent(forget)
  useEffect(() => {
    if (isHeld) return
    // to go is to go to another address: a page that is on its way, or a form, would be given up for it
    let letBe = (): void => undefined
    const timer = setTimeout(() => (letBe = whenIdle(() => goes())), STAYS)
    return () => {
      clearTimeout(timer)
      letBe()
    }
  }, [isHeld, whenIdle])
  return (
    <div className={styles.place}>
      <div
        className={styles.note}
        role="status"
        onPointerEnter={hold}
        onPointerLeave={release}
        onFocus={hold}
        onBlur={release}
      >
        <span className={styles.words}>{said}</span>
        <Form method="post" action={action}>
          {Object.entries(fields).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <Button type="submit" variant="subtle" size="compact-md">
            Undo
          </Button>
        </Form>
        <CloseButton aria-label="Hide this note" onClick={forget} />
      </div>
    </div>
  )
}
