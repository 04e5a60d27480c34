import { Anchor, Button, CopyButton, Title } from '@mantine/core'
import { Link } from 'react-router'
import styles from './inbox.module.css'
import type { ShownConversation } from './shown-conversation.server.ts'

export interface ContactPaneProps {
  readonly conversation: ShownConversation
  readonly ownNumber: string
  readonly mayChangeContacts: boolean
}

/** Who the customer is, and on which of our numbers they call. */
export function ContactPane({ conversation, ownNumber, mayChangeContacts }: ContactPaneProps) {
  const { caller, contact, title, shown, number } = conversation
  return (
    <aside className={styles.contact} aria-label="About the caller">
      <Title order={3}>
        <bdi>{title}</bdi>
      </Title>
      {caller === null ? (
        <p className={styles.dimmed}>The caller withheld their number, so this call stands by itself.</p>
      ) : (
        <CopyButton value={caller}>
          {({ copied, copy }) => (
            <Button variant="subtle" color="gray" size="compact-sm" title={`${caller}: copy`} onClick={copy}>
              {copied ? 'Copied' : shown}
            </Button>
          )}
        </CopyButton>
      )}
      {caller !== null && contact !== null && (
        <Anchor component={Link} to={`/contacts/${contact}`}>
          Open the contact
        </Anchor>
      )}
      {caller !== null && contact === null && mayChangeContacts && (
        <Button component={Link} to={`/contacts/new?number=${encodeURIComponent(caller)}`} variant="light">
          Add to contacts
        </Button>
      )}
      <dl className={styles.facts}>
        <dt>Called</dt>
        <dd>
          {number.name}
          <br />
          {ownNumber}
        </dd>
      </dl>
    </aside>
  )
}
