import { Select } from '@mantine/core'
import { Link } from 'react-router'
import { addressOf } from '../../reach/addresses.ts'
import { useEditor } from '../editor-context.ts'
import type { FieldInput } from './field-input.ts'
import styles from './form.module.css'

/** A secret by its name. One that is not set stays in the drawing until another is chosen. */
export function SecretInput({ field, value, error, disabled, onChange }: FieldInput) {
  const { secrets } = useEditor().there
  const chosen = typeof value === 'string' && value !== '' ? value : null
  const isGone = chosen !== null && !secrets.includes(chosen)
  return (
    <div className={styles.choosing}>
      <Select
        label={field.label}
        description={field.help}
        placeholder="Choose a secret"
        data={[...(isGone ? [{ value: chosen, label: `${chosen} (not set)` }] : []), ...secrets]}
        searchable
        nothingFoundMessage="No secret has this name."
        value={chosen}
        error={error}
        disabled={disabled}
        allowDeselect={false}
        onChange={(secret) => secret !== null && onChange(secret)}
      />
      {secrets.length === 0 && (
        <Link to={addressOf.webhooks()} target="_blank" rel="noreferrer" className={styles.help}>
          There are no secrets yet: set the first in a new tab
        </Link>
      )}
    </div>
  )
}
