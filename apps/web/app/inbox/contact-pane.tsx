import { Button, CopyButton, Title } from '@mantine/core'
import { Link, useLocation } from 'react-router'
import { addressOf } from '../reach/addresses.ts'
import { LoneLink } from '../look/lone-link.tsx'
import styles from './inbox.module.css'
import type { ShownConversation } from '../calling/shown-conversation.server.ts'

export interface ContactPaneProps {
  readonly conversation: ShownConversation
  readonly ownNumber: string
  readonly mayChangeContacts: boolean
}

/** Who the customer is, and on which of our numbers they call: beside the conversation, or over it where there is no room. */
export function ContactPane({ conversation, ownNumber, mayChangeContacts }: ContactPaneProps) {
  const { caller, contact, title, shown, country, number } = conversation
  const { pathname, search } = useLocation()
  return (
    <aside id="about-caller" popover="auto" className={styles.contact} aria-label="About the caller">
      <Title order={2} className={styles.contactName}>
        <bdi>{title}</bdi>
      </Title>
      {caller === null ? (
        <p className={styles.dimmed}>The caller withheld their number, so this call is a conversation of its own.</p>
      ) : (
        <CopyButton value={caller}>
          {({ copied, copy }) => (
            <Button variant="default" size="compact-md" title={`Copy ${caller}`} onClick={copy}>
              {copied ? 'Copied' : shown}
            </Button>
          )}
        </CopyButton>
      )}
      {caller !== null && contact !== null && <LoneLink to={addressOf.contact(contact)}>Open the contact</LoneLink>}
      {caller !== null && contact === null && mayChangeContacts && (
        <Button component={Link} to={addressOf.newContact({ number: caller, to: pathname + search })} variant="light">
          Add to contacts
        </Button>
      )}
      <dl className={styles.facts}>
        {country !== null && (
          <div>
            <dt>Country</dt>
            <dd>{country}</dd>
          </div>
        )}
        <div>
          <dt>Called</dt>
          <dd>
            <bdi>{number.name}</bdi>
            <br />
            {ownNumber}
          </dd>
        </div>
      </dl>
    </aside>
  )
}
