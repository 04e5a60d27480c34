import { ActionIcon, Button, Title } from '@mantine/core'
import { IconArrowLeft, IconCheck, IconMail, IconRotate } from '@tabler/icons-react'
import { Link, useFetcher, useLocation } from 'react-router'
import styles from './inbox.module.css'
import type { ShownConversation } from './shown-conversation.server.ts'

/** Whom the conversation is with, and what can be done with it as a whole. */
export function ConversationHead({ conversation, mayWork }: { readonly conversation: ShownConversation; readonly mayWork: boolean }) {
  const { search } = useLocation()
  const marking = useFetcher()
  const asked = marking.formData?.get('as')
  const state = asked === 'done' ? 'done' : asked === 'open' ? 'open' : conversation.state
  const mark = (as: 'done' | 'open' | 'unread') => void marking.submit({ as }, { method: 'post', action: `/inbox/${conversation.id}/mark` })
  return (
    <header className={styles.head}>
      <ActionIcon component={Link} to={`/inbox${search}`} variant="subtle" color="gray" size="lg" className={styles.back} aria-label="Back to the list">
        <IconArrowLeft size={18} stroke={1.75} aria-hidden />
      </ActionIcon>
      <div className={styles.headNames}>
        <Title order={2}>
          <bdi>{conversation.title}</bdi>
        </Title>
        <span className={styles.dimmed}>on {conversation.number.name}</span>
      </div>
      {mayWork && (
        <>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label="Mark as unread" title="Mark as unread" onClick={() => mark('unread')}>
            <IconMail size={18} stroke={1.75} aria-hidden />
          </ActionIcon>
          {state === 'open' ? (
            <Button variant="light" leftSection={<IconCheck size={18} stroke={1.75} aria-hidden />} title="Alt+E" onClick={() => mark('done')}>
              Done
            </Button>
          ) : (
            <Button variant="default" leftSection={<IconRotate size={18} stroke={1.75} aria-hidden />} title="Alt+E" onClick={() => mark('open')}>
              Open again
            </Button>
          )}
        </>
      )}
    </header>
  )
}
