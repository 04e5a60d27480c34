import { Button, Menu, Text, Textarea } from '@mantine/core'
import { IconBraces } from '@tabler/icons-react'
import { useLayoutEffect, useRef, useState } from 'react'
import { isSent } from '#flows/language/prompts.ts'
import { placeOf } from '#flows/language/template.ts'
import type { FieldInput } from './field-input.ts'
import styles from './form.module.css'
import { inserted } from './inserted.ts'
import { useOfferedValues, type OfferedValue } from './value-context.ts'

/** A text with values of the call in it: one that is spoken to the caller has more room. */
export function PromptInput({ field, value, error, disabled, onChange }: FieldInput) {
  const area = useRef<HTMLTextAreaElement>(null)
  const select = useRef<readonly [number, number] | null>(null)
  const offered = useOfferedValues()
  const text = typeof value === 'string' ? value : ''

  // what was put in is there only once the drawing has it
  useLayoutEffect(() => {
    if (!select.current || !area.current) return
    area.current.focus()
    area.current.setSelectionRange(...select.current)
    select.current = null
  })
  function insert({ name, otherwise }: OfferedValue): void {
    const { selectionStart, selectionEnd } = area.current ?? { selectionStart: text.length, selectionEnd: text.length }
    const next = inserted(
      text,
      { from: selectionStart, to: selectionEnd },
      { place: placeOf(name, otherwise), otherwise },
    )
    select.current = [next.from, next.to]
    onChange(next.text)
  }

  return (
    <div className={styles.prompt}>
      <Textarea
        ref={area}
        label={field.label}
        description={field.help}
        autosize
        minRows={['prompt', 'message', 'json'].includes(field.widget) ? 3 : 1}
        maxRows={12}
        value={text}
        error={error}
        disabled={disabled}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {offered && !disabled && (
        <InsertValue
          offered={() => offered().filter(({ secret }) => !secret || isSent(field.widget))}
          onInsert={insert}
        />
      )}
    </div>
  )
}

interface InsertValueProps {
  readonly offered: () => readonly OfferedValue[]
  onInsert(value: OfferedValue): void
}

/** A menu of what can be said here, looked up as it opens. */
function InsertValue({ offered, onInsert }: InsertValueProps) {
  const [values, setValues] = useState<readonly OfferedValue[]>([])
  return (
    <Menu position="bottom-start" width={280} returnFocus={false} onOpen={() => setValues(offered())}>
      <Menu.Target>
        <Button
          variant="subtle"
          size="compact-xs"
          className={styles.insert}
          leftSection={<IconBraces size={16} stroke={1.75} aria-hidden />}
        >
          Insert value
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {values.map((value) => (
          <Menu.Item key={value.name} onClick={() => onInsert(value)}>
            {value.words}
            <Text size="xs" c="dimmed">
              {hint(value)}
            </Text>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

/** What a value may be, and whose it is. */
export function hint({ example, from, knowing }: OfferedValue): string {
  const source = from === null ? '' : `${knowing === 'sometimes' ? 'Some calls, from' : 'From'} “${from}”. `
  return `${source}Such as ${example}`
}
