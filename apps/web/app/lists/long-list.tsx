import { Button, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { Form, Link, useSearchParams } from 'react-router'
import styles from './long-list.module.css'
import { clearsOrLeaves } from './search-field.tsx'

export interface LongListProps<Item> {
  readonly items: readonly Item[]
  /** What of an item is searched. */
  textOf(item: Item): string
  /** What the items are, as in "people". */
  readonly noun: string
  /** Name of the search in the address. */
  readonly name: string
  /** How many items have a search above them; more than a screen shows at first, unless told otherwise. */
  readonly searchFrom?: number
  readonly children: (items: readonly Item[]) => ReactNode
}

/** How many rows are shown before a list asks for a search or a "Show all". */
const AT_FIRST = 12

/** A list that is searched when it is long, and begins with its first rows. Without a script both use the address. */
export function LongList<Item>({
  items,
  textOf,
  noun,
  name,
  searchFrom = AT_FIRST + 1,
  children,
}: LongListProps<Item>) {
  const [asked] = useSearchParams()
  const [search, setSearch] = useState(asked.get(name) ?? '')
  if (items.length < searchFrom) return children(items)
  const wanted = search.trim().toLowerCase()
  const found = items.filter((item) => textOf(item).toLowerCase().includes(wanted))
  const shown = wanted !== '' || asked.get('all') === name ? found : found.slice(0, AT_FIRST)
  return (
    <>
      <Form method="get" role="search" aria-label={`Search ${noun}`} preventScrollReset className={styles.search}>
        <TextInput
          type="search"
          name={name}
          aria-label={`Search ${noun}`}
          placeholder={`Search ${items.length} ${noun}`}
          leftSection={<IconSearch size={18} stroke={1.75} aria-hidden />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          onKeyDown={(event) => clearsOrLeaves(event, () => setSearch(''))}
          autoComplete="off"
        />
      </Form>
      {shown.length > 0 && children(shown)}
      <p role="status" className={styles.quiet}>
        {wanted === ''
          ? ''
          : found.length === 0
            ? `None of the ${items.length} ${noun} matches “${search.trim()}”.`
            : `${found.length} of ${items.length} ${noun}.`}
      </p>
      {shown.length < found.length && (
        <Button component={Link} to={`?all=${name}`} preventScrollReset variant="default" className={styles.more}>
          Show all {items.length} {noun}
        </Button>
      )}
    </>
  )
}
