import { Checkbox, Radio } from '@mantine/core'
import { useState } from 'react'
import { isolated } from '#flows/story/isolated.ts'
import styles from './contacts.module.css'
import type { OtherName } from '#infra/deeds/contacts/plan-import.ts'

/** How many rows are asked about one by one; for the others, all of them are decided at once. */
const MOST = 200

/** Where the file calls contacts something else than the address book, whose name it is to be: for all, and for each. */
export function OtherNames({ names }: { readonly names: readonly OtherName[] }) {
  const [whose, setWhose] = useState(names.every(({ isKept }) => isKept) ? 'ours' : 'file')
  return (
    <fieldset className={styles.columns}>
      <legend className={styles.legend}>
        {names.length === 1
          ? 'One contact has another name in the file'
          : `${names.length.toLocaleString('en')} contacts have another name in the file`}
      </legend>
      <Radio.Group name="names" aria-label="Which names to use" value={whose} onChange={setWhose}>
        <div className={styles.choices}>
          <Radio value="file" label="Use the names in the file" />
          <Radio value="ours" label="Keep the names here" />
        </div>
      </Radio.Group>
      {whose === 'file' && (
        <div className={styles.choices}>
          {names.slice(0, MOST).map(({ row, contact, ours, theirs, isKept }) => (
            <Checkbox
              key={contact}
              name="keep"
              value={contact}
              defaultChecked={isKept}
              label={`Keep ${isolated(ours)} (row ${row}: ${isolated(theirs)})`}
            />
          ))}
          {names.length > MOST && (
            <p className={styles.dimmed}>and {(names.length - MOST).toLocaleString('en')} more</p>
          )}
        </div>
      )}
    </fieldset>
  )
}
