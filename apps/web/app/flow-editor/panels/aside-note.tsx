import { Anchor, Text } from '@mantine/core'
import { Link } from 'react-router'
import { addressOf } from '../../reach/addresses.ts'
import type { SetAside } from '../store/company.ts'
import { asideWords } from '../words/aside-words.ts'
import styles from './panels.module.css'

/** Says above the drawing that the flow was put aside, by whom, and what that means. */
export function AsideNote({ aside }: { readonly aside: SetAside | null }) {
  return (
    <div role="status" className={styles.aside}>
      {aside && (
        <Text size="sm" className={styles.asideWords ?? ''}>
          {asideWords(aside)}{' '}
          <Anchor component={Link} to={addressOf.flows()} inherit underline="always">
            Go to the list of flows
          </Anchor>
        </Text>
      )}
    </div>
  )
}
