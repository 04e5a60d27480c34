import { Button, type ButtonProps } from '@mantine/core'
import { useEffect, useId, useRef, useState } from 'react'
import styles from './asking-button.module.css'

export interface AskingButtonProps extends Pick<ButtonProps, 'variant' | 'size'> {
  /** What the form is sent with. */
  readonly name: string
  readonly value: string
  readonly children: string
  /** The button's name where its words alone do not say what it is about. */
  readonly label?: string
  /** What will happen to people; said before it does. */
  readonly question: string
  /** The verb that does it, and the one that leaves everything as it is. */
  readonly yes: string
  readonly no: string
}

/** Sends its form once somebody has read what that means: for what cannot be undone. Without a script it sends at once. */
export function AskingButton({
  name,
  value,
  children,
  label,
  question,
  yes,
  no,
  variant = 'subtle',
  size,
}: AskingButtonProps) {
  const [asks, setAsks] = useState<boolean | null>(null)
  const opener = useRef<HTMLButtonElement>(null)
  const keeper = useRef<HTMLButtonElement>(null)
  const words = useId()
  useEffect(() => {
    if (asks === true) keeper.current?.focus()
    if (asks === false) opener.current?.focus()
  }, [asks])

  if (asks !== true)
    return (
      <Button
        ref={opener}
        type="submit"
        name={name}
        value={value}
        variant={variant}
        color="red"
        size={size}
        aria-label={label}
        onClick={(event) => {
          event.preventDefault()
          setAsks(true)
        }}
      >
        {children}
      </Button>
    )
  return (
    <div
      role="group"
      aria-labelledby={words}
      className={styles.asking}
      onKeyDown={(event) => event.key === 'Escape' && setAsks(false)}
    >
      <p id={words}>{question}</p>
      <div>
        <Button ref={keeper} variant="default" aria-describedby={words} onClick={() => setAsks(false)}>
          {no}
        </Button>
        <Button
          type="submit"
          name={name}
          value={value}
          variant="light"
          color="red"
          onClick={() => setTimeout(() => setAsks(null))}
        >
          {yes}
        </Button>
      </div>
    </div>
  )
}
