import { ActionIcon, Button, VisuallyHidden } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconGripVertical, IconPlus, IconX } from '@tabler/icons-react'
import { useId, useRef, useState, type KeyboardEvent } from 'react'
import type { ListField } from '#flows/language/node-form.ts'
import { pathWords } from '#flows/language/path.ts'
import { moved, placeByKey } from '../../lists/reorder.ts'
import { useDrag } from '../../lists/use-drag.ts'
import { useKeptFocus } from '../../lists/use-kept-focus.ts'
import type { NestingProps } from './field-input.ts'
import styles from './form.module.css'
import { newRow } from './new-row.ts'
import { Troubles } from './troubles.tsx'

const icon = { size: 16, stroke: 1.75, 'aria-hidden': true } as const
const small = { variant: 'subtle', color: 'gray', size: 28 } as const

/** Any number of one thing: added, removed, and put in order by drag, by arrow keys on the handle, or by buttons. */
export function ListInput({ field, value, at, issues, disabled, drawn: Field, onChange }: NestingProps<ListField>) {
  const items: readonly unknown[] = Array.isArray(value) ? value : []
  const path = pathWords(at)
  const place = useRef<HTMLFieldSetElement>(null)
  const keepFocus = useKeptFocus(place)
  const [announced, announce] = useState('')
  const help = useId()
  const { label } = field.item
  const keys = items.map((_, index) => String(index))
  const drag = useDrag(keys, (key, to) => move(Number(key), to, 'handle'))

  function move(from: number, to: number, by: 'handle' | 'up' | 'down'): void {
    if (from === to) return
    onChange(at, moved(items, from, to))
    keepFocus(`${by} ${path}[${to}]`, `handle ${path}[${to}]`)
    announce(`${label} ${from + 1} is now at place ${to + 1} of ${items.length}.`)
  }
  function add(): void {
    onChange(at, [...items, newRow(field.item, items)])
    keepFocus(`handle ${path}[${items.length}]`)
    announce(`${label} ${items.length + 1} was added.`)
  }
  function remove(index: number): void {
    onChange(at, items.toSpliced(index, 1))
    keepFocus(`remove ${path}[${Math.min(index, items.length - 2)}]`, `add ${path}`)
    announce(`${label} ${index + 1} was removed. ${items.length - 1} left.`)
  }

  return (
    <fieldset ref={place} data-field={path} className={styles.group} aria-describedby={help}>
      <legend>{field.label}</legend>
      <p id={help} className={styles.help}>
        {field.help}
      </p>
      <Troubles issues={issues.filter((issue) => issue.field === path)} />
      {items.length > 0 && (
        <ol className={styles.items}>
          {items.map((item, index) => {
            const now = drag.placeOf(String(index))
            const called = `${label} ${now + 1}`
            const focus = (part: string): string => `${part} ${path}[${index}]`
            function onKeyDown(event: KeyboardEvent): void {
              const to = placeByKey(event.key, { place: index, count: items.length })
              if (to === null) return
              event.preventDefault()
              move(index, to, 'handle')
            }
            return (
              // the order of the document stays while something is dragged: the browser lets go of a handle that moves in it
              <li
                key={index}
                style={{ order: now }}
                className={styles.item}
                data-moving={drag.moving === String(index)}
              >
                <div className={styles.itemHead}>
                  {!disabled && (
                    <button
                      type="button"
                      className={styles.handle}
                      data-focus={focus('handle')}
                      aria-label={`${called} of ${items.length}. Move with the arrow keys.`}
                      title="Drag, or move with the arrow keys"
                      onKeyDown={onKeyDown}
                      {...drag.of(String(index))}
                    >
                      <IconGripVertical {...icon} />
                    </button>
                  )}
                  <span className={styles.itemName}>{called}</span>
                  {!disabled && (
                    <>
                      <ActionIcon
                        {...small}
                        data-focus={focus('up')}
                        disabled={index === 0}
                        aria-label={`Move ${called} up`}
                        onClick={() => move(index, index - 1, 'up')}
                      >
                        <IconArrowUp {...icon} />
                      </ActionIcon>
                      <ActionIcon
                        {...small}
                        data-focus={focus('down')}
                        disabled={index === items.length - 1}
                        aria-label={`Move ${called} down`}
                        onClick={() => move(index, index + 1, 'down')}
                      >
                        <IconArrowDown {...icon} />
                      </ActionIcon>
                      <ActionIcon
                        {...small}
                        data-focus={focus('remove')}
                        aria-label={`Remove ${called}`}
                        onClick={() => remove(index)}
                      >
                        <IconX {...icon} />
                      </ActionIcon>
                    </>
                  )}
                </div>
                <Field
                  isNamed
                  field={field.item}
                  value={item}
                  at={[...at, index]}
                  issues={issues}
                  disabled={disabled}
                  onChange={onChange}
                />
              </li>
            )
          })}
        </ol>
      )}
      {!disabled && (
        <Button
          variant="default"
          size="xs"
          className={styles.add}
          data-focus={`add ${path}`}
          leftSection={<IconPlus {...icon} />}
          onClick={add}
        >
          Add {label.toLowerCase()}
        </Button>
      )}
      <VisuallyHidden role="status" aria-live="assertive">
        {announced}
      </VisuallyHidden>
    </fieldset>
  )
}
