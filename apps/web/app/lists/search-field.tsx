import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'

export interface SearchFieldProps {
  /** What it is called in the address: its form sends it where no script does. */
  readonly name: string
  readonly label: string
  readonly placeholder: string
  /** What the page was searched for. */
  readonly searched: string
  /** Somebody has typed this, and paused. */
  onSearch(text: string): void
}

/** Milliseconds without another letter after which what was typed is searched for. */
const PAUSE = 250

/** The pages search for no more letters. */
const LONGEST = 80

/** A field that searches while one types. Enter searches at once, Escape clears it, and then leaves it. */
export function SearchField({ name, label, placeholder, searched, onSearch }: SearchFieldProps) {
  const [typed, setTyped] = useState(searched)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  /** What was searched for and is not shown yet: whoever goes on typing keeps what they typed. */
  const asked = useRef<string[]>([])
  useEffect(() => {
    const at = asked.current.indexOf(searched)
    if (at >= 0) asked.current.splice(0, at + 1)
    else setTyped(searched)
  }, [searched])
  useEffect(() => () => clearTimeout(timer.current), [])
  const now = useRef({ searched, onSearch })
  useEffect(() => {
    now.current = { searched, onSearch }
  })

  function search(text: string): void {
    clearTimeout(timer.current)
    timer.current = undefined
    if (text !== now.current.searched) asked.current.push(text)
    now.current.onSearch(text)
  }

  return (
    <TextInput
      type="search"
      name={name}
      aria-label={label}
      placeholder={placeholder}
      leftSection={<IconSearch size={18} stroke={1.75} aria-hidden />}
      autoComplete="off"
      maxLength={LONGEST}
      value={typed}
      onChange={({ currentTarget: { value } }) => {
        setTyped(value)
        clearTimeout(timer.current)
        timer.current = setTimeout(() => search(value.trim()), PAUSE)
      }}
      onBlur={() => {
        // later, it would take the place of the page that was gone to by a click
        if (timer.current !== undefined) search(typed.trim())
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
          event.preventDefault() // the form is for those without a script
          search(typed.trim())
        }
        clearsOrLeaves(event, () => {
          setTyped('')
          search('')
        })
      }}
    />
  )
}

/** Escape in a search: clears it, or leaves it when there is nothing to clear. */
export function clearsOrLeaves(event: KeyboardEvent<HTMLInputElement>, clear: () => void): void {
  if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
  event.preventDefault()
  if (event.currentTarget.value === '') event.currentTarget.blur()
  else clear()
}
