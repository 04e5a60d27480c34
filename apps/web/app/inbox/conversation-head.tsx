import { ActionIcon, Button, Title } from '@mantine/core'
import { IconArrowLeft, IconCheck, IconMail, IconRotate, IconUser } from '@tabler/icons-react'
import { Link, useLocation } from 'react-router'
import styles from './inbox.module.css'
import type { ShownConversation } from '../calling/shown-conversation.server.ts'
import { useInboxMarking, useMarked } from './use-marking.ts'
import { addressOf } from '../reach/addresses.ts'

/** Whom the conversation is with, and what can be done with it as a whole. */
export function ConversationHead({
  conversation,
  mayWork,
}: {
  readonly conversation: ShownConversation
  readonly mayWork: boolean
}) {
  const { search } = useLocation()
  const { mark } = useInboxMarking()
  const { state } = useMarked([conversation], 'all')[0] ?? conversation
  const { title, number, shown, name, country } = conversation
  return (
    <header className={styles.head}>
      <ActionIcon
        component={Link}
        to={addressOf.inbox(search)}
        variant="subtle"
        color="gray"
        size={44}
        className={styles.back}
        aria-label="Back to the list"
      >
        <IconArrowLeft size={18} stroke={1.75} aria-hidden />
      </ActionIcon>
      <div className={styles.headNames}>
        <Title order={1} className={styles.headTitle} title={title} dir="auto">
          {title}
        </Title>
        <p className={styles.headLine} title={number.name}>
          {name !== null && shown !== null && `${shown} · `}
          {country !== null && `${country} · `}on <bdi>{number.name}</bdi>
        </p>
      </div>
      <button
        type="button"
        popoverTarget="about-caller"
        className={styles.about}
        aria-label="About the caller"
        title="About the caller"
      >
        <IconUser size={18} stroke={1.75} aria-hidden />
      </button>
      {mayWork && (
        <>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label="Mark as unread"
            title="Mark as unread"
            onClick={() => mark(conversation, 'unread')}
          >
            <IconMail size={18} stroke={1.75} aria-hidden />
          </ActionIcon>
          {state === 'open' ? (
            <Button
              key="mark"
              variant="light"
              className={styles.markButton}
              leftSection={<IconCheck size={18} stroke={1.75} aria-hidden />}
              aria-label="Done"
              title="Alt+E"
              aria-keyshortcuts="Alt+E"
              onClick={() => mark(conversation, 'done')}
            >
              <span className={styles.markWord}>Done</span>
            </Button>
          ) : (
            <Button
              key="mark"
              variant="default"
              className={styles.markButton}
              leftSection={<IconRotate size={18} stroke={1.75} aria-hidden />}
              aria-label="Reopen"
              title="Alt+E"
              aria-keyshortcuts="Alt+E"
              onClick={() => mark(conversation, 'open')}
            >
              <span className={styles.markWord}>Reopen</span>
            </Button>
          )}
        </>
      )}
    </header>
  )
}
