import { Button, NativeSelect } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import own from './numbers.module.css'
import { written } from './routing-changes.ts'

/** Up to this many people have a button each. */
const MOST_BUTTONS = 6

/** Those on the number who are not on its routing list, to be put at its end: a button each, or one choice of many. */
export function Unlisted({
  people,
}: {
  readonly people: readonly { readonly member: string; readonly name: string; readonly canRing: boolean }[]
}) {
  if (people.length === 0) return null
  const icon = <IconPlus size={18} stroke={1.75} aria-hidden />
  const added = ({ member, canRing }: (typeof people)[number]) =>
    written({ kind: 'add', member, active: canRing, to: null })
  if (people.length > MOST_BUTTONS)
    return (
      <div className={own.unlisted}>
        <NativeSelect
          name="change"
          label="Not on the list"
          data={people.map((person) => ({ value: added(person), label: person.name }))}
        />
        <Button type="submit" variant="default" leftSection={icon}>
          Put on the list
        </Button>
      </div>
    )
  return (
    <div className={own.unlisted}>
      {people.map((person) => (
        <Button
          key={person.member}
          type="submit"
          name="change"
          value={added(person)}
          variant="default"
          className={own.long}
          leftSection={icon}
        >
          Put {person.name} on the list
        </Button>
      ))}
    </div>
  )
}
