import { Select } from '@mantine/core'
import { Link } from 'react-router'
import { countryName } from '#infra/telephone/country-name.ts'
import { listedCountries } from '../../words/listed-countries.ts'
import { addressOf } from '../../reach/addresses.ts'
import { useEditor } from '../editor-context.ts'
import type { FieldInput } from './field-input.ts'
import styles from './form.module.css'

/** A tag by its name. One that was removed since is said to be, and stays until another is chosen. */
export function TagInput({ field, value, error, disabled, onChange }: FieldInput) {
  const { tags } = useEditor()
  const chosen = typeof value === 'string' && value !== '' ? value : null
  const isGone = chosen !== null && tags.every(({ id }) => id !== chosen)
  return (
    <div className={styles.choosing}>
      <Select
        label={field.label}
        description={field.help}
        placeholder="Choose a tag"
        data={[
          ...(isGone ? [{ value: chosen, label: 'A tag that was removed' }] : []),
          ...tags.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        searchable
        nothingFoundMessage="No tag has this name."
        value={chosen}
        error={error}
        disabled={disabled}
        allowDeselect={false}
        onChange={(tag) => tag !== null && onChange(tag)}
      />
      {tags.length === 0 && (
        <Link to={addressOf.tags()} target="_blank" rel="noreferrer" className={styles.help}>
          There are no tags yet: add the first in a new tab
        </Link>
      )}
    </div>
  )
}

/** A country by its name. */
export function CountryInput({ field, value, error, disabled, onChange }: FieldInput) {
  const chosen = typeof value === 'string' && value !== '' ? value : null
  const data = [...new Set([...listedCountries, ...(chosen === null ? [] : [chosen])])]
    .map((country) => ({ value: country, label: countryName(country) }))
    .toSorted((a, b) => a.label.localeCompare(b.label, 'en'))
  return (
    <Select
      label={field.label}
      description={field.help}
      placeholder="Choose a country"
      data={data}
      searchable
      limit={60}
      nothingFoundMessage="No country has this name."
      value={chosen}
      error={error}
      disabled={disabled}
      allowDeselect={false}
      onChange={(country) => country !== null && onChange(country)}
    />
  )
}
