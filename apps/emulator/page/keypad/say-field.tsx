import { IconSend2 } from '@tabler/icons-react'
import { useState } from 'react'

/** A field whose words somebody in a call speaks. */
export function SayField({ label, placeholder, say }: { label: string; placeholder: string; say(text: string): void }) {
  const [text, setText] = useState('')
  return (
    <form
      className="say"
      onSubmit={(event) => {
        event.preventDefault()
        if (text.trim() === '') return
        say(text.trim())
        setText('')
      }}
    >
      <input
        value={text}
        aria-label={label}
        placeholder={placeholder}
        autoComplete="off"
        dir="auto"
        maxLength={500}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            event.stopPropagation()
            event.currentTarget.blur()
          }
        }}
      />
      <button type="submit" className="icon" aria-label="Say it">
        <IconSend2 size={18} stroke={1.75} aria-hidden="true" />
      </button>
    </form>
  )
}
