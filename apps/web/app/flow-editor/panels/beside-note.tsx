import { Button, CloseButton } from '@mantine/core'
import { useEffect, useState } from 'react'
import styles from '../../forms/undo-toast.module.css'
import { useDeeds, useDrawn, useEditor } from '../editor-context.ts'

/** Milliseconds for which it stays, counted again once nobody points at it or is in it. */
const STAYS = 10_000

/** Shows what a change of settings took away besides, and brings it back while nothing else was done. It is read out by `Said`. */
export function BesideNote() {
  const beside = useDrawn((state) => state.beside)
  const isLast = useDrawn((state) => state.flow === state.beside?.flow)
  const { store } = useEditor()
  const { forget } = useDeeds()
  const [isHeld, setHeld] = useState(false)
  useEffect(() => {
    if (!beside || isHeld) return
    const timer = setTimeout(forget, STAYS)
    return () => clearTimeout(timer)
  }, [beside, forget, isHeld])
  if (!beside) return null
  return (
    <div className={styles.place}>
      <div
        className={styles.note}
        onPointerEnter={() => setHeld(true)}
        onPointerLeave={() => setHeld(false)}
        onFocus={() => setHeld(true)}
        onBlur={() => setHeld(false)}
      >
        <span className={styles.words} dir="auto">
          {beside.words}
        </span>
        {isLast && (
          <Button variant="subtle" size="compact-md" style={{ flex: 'none' }} onClick={store.undo}>
            Undo
          </Button>
        )}
        <CloseButton aria-label="Hide this note" onClick={forget} />
      </div>
    </div>
  )
}
