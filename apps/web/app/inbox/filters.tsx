import { NativeSelect, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useSearchParams } from 'react-router'
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

/** Which conversations are listed; kept in the address, so that it can be gone back to and sent to others. */
export function Filters({ filter, numbers }: { readonly filter: ListFilter; readonly numbers: readonly { readonly id: string; readonly name: string }[] }) {
  const [, setQuery] = useSearchParams()
  const [search, setSearch] = useState(filter.search)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => setSearch(filter.search), [filter.search])
  useEffect(() => () => clearTimeout(timer.current), [])

  function choose(name: string, value: string | null): void {
    setQuery(
      (before) => {
        const query = new URLSearchParams(before)
        if (value === null || value === '') query.delete(name)
        else query.set(name, value)
        return query
      },
      { replace: true, preventScrollReset: true },
    )
  }

  return (
    <search className={styles.filters}>
      <TextInput
        aria-label="Search by name or number"
        placeholder="Name or number"
        leftSection={<IconSearch size={18} stroke={1.75} aria-hidden />}
        value={search}
        onChange={({ currentTarget: { value } }) => {
          setSearch(value)
          clearTimeout(timer.current)
          timer.current = setTimeout(() => choose('q', value), 250)
        }}
      />
      <div className={styles.choices}>
        <NativeSelect aria-label="Which conversations" data={views} value={filter.view} onChange={({ currentTarget: { value } }) => choose('view', value === 'open' ? null : value)} />
        {numbers.length > 1 && (
          <NativeSelect
            aria-label="Number"
            data={[{ value: '', label: 'All numbers' }, ...numbers.map(({ id, name }) => ({ value: id, label: name }))]}
            value={filter.number ?? ''}
            onChange={({ currentTarget: { value } }) => choose('number', value)}
          />
        )}
      </div>
    </search>
  )
}
