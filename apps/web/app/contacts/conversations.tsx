import { Title } from '@mantine/core'
import { Link } from 'react-router'
import type { ListedConversation } from '#infra/db/inbox/list-conversations.ts'
import { addressOf } from '../reach/addresses.ts'
import rows from '../calling/call-rows.module.css'
import { When } from '../words/format-when.tsx'
import styles from './contacts.module.css'

/** The conversations with a contact, newest first. */
export function Conversations({
  conversations,
  timeZone,
}: {
  readonly conversations: readonly ListedConversation[]
  readonly timeZone: string
}) {
  return (
    <section className={styles.section} aria-labelledby="conversations">
      <Title order={2} id="conversations">
        Conversations
      </Title>
      {conversations.length === 0 ? (
        <p className={styles.dimmed}>No calls from these numbers yet on the lines you can see.</p>
      ) : (
        <ul className={rows.rows}>
          {conversations.map(({ id, number, lastWords, lastAt }) => (
            <li key={id}>
              <Link to={addressOf.conversation(id)} className={rows.pair}>
                <span>
                  <bdi className={rows.caller}>{number.name}</bdi>
                  <br />
                  {lastWords}
                </span>
                <span className={styles.dimmed}>
                  <When at={lastAt} as="day" timeZone={timeZone} />, <When at={lastAt} as="time" timeZone={timeZone} />
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
