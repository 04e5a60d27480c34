import { NativeSelect } from '@mantine/core'
import { useRef } from 'react'
import { Form, useSearchParams } from 'react-router'
import { SearchField } from '../lists/search-field.tsx'
import styles from './inbox.module.css'
import type { ListFilter } from './read-list.server.ts'

const views = [
  { value: 'open', label: 'Open' },
  { value: 'mine', label: 'Rang my phone' },
  { value: 'unread', label: 'Unread' },
  { value: 'missed', label: 'Missed' },
  { value: 'unanswered', label: 'Unanswered' },
  { value: 'done', label: 'Done' },
  { value: 'all', label: 'All' },
]

/**
 * Which conversations are listed; kept in the address, so that it can be gone back to and sent to others. A search looks
 * through all of them, and can be narrowed to a view afterwards; when it ends, the view is again the one from before.
 */
export function Filters({
  filter,
  numbers,
}: {
  readonly filter: ListFilter
  readonly numbers: readonly { readonly id: string; readonly name: string }[]
}) {
  const [, setQuery] = useSearchParams()
  const viewBefore = useRef<string | null>(null)

  function change(made: (query: URLSearchParams) => void): void {
    setQuery(
      (before) => {
        const query = new URLSearchParams(before)
        made(query)
        return query
      },
      { replace: true, preventScrollReset: true },
    )
  }

  function searchFor(text: string): void {
    change((query) => {
      const wasSearching = (query.get('q') ?? '') !== ''
      set(query, 'q', text)
      if (text !== '' && !wasSearching) {
        viewBefore.current = query.get('view')
        query.delete('view')
      } else if (text === '' && wasSearching) set(query, 'view', viewBefore.current)
    })
  }

  return (
    <Form method="get" role="search" className={styles.filters}>
      <SearchField
        name="q"
        label="Search all conversations by name or number"
        placeholder="Search by name or number"
        searched={filter.search}
        onSearch={searchFor}
      />
      <div className={styles.choices}>
        <NativeSelect
          aria-label="Which conversations"
          data={views}
          value={filter.view}
          onChange={({ currentTarget: { value } }) =>
            change((query) => set(query, 'view', value === usualView(query) ? null : value))
          }
        />
        {numbers.length > 1 && (
          <NativeSelect
            name="number"
            aria-label="Number"
            data={[{ value: '', label: 'All numbers' }, ...numbers.map(({ id, name }) => ({ value: id, label: name }))]}
            value={filter.number ?? ''}
            onChange={({ currentTarget: { value } }) => change((query) => set(query, 'number', value))}
          />
        )}
      </div>
    </Form>
  )
}

/** The view that an address names by naming none. */
function usualView(query: URLSearchParams): string {
  return (query.get('q') ?? '') === '' ? 'open' : 'all'
}

function set(query: URLSearchParams, name: string, value: string | null): void {
  if (value === null || value === '') query.delete(name)
  else query.set(name, value)
}
