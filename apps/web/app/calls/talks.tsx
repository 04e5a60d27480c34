import { Badge, Text, Title } from '@mantine/core'
import { IconSparkles } from '@tabler/icons-react'
import styles from './calls.module.css'
import type { ShownTalks } from './shown-talks.ts'

/** What an assistant has noted for the team, what each conversation came to, and who said what. */
export function Talks({ inquiries, talks, awaited, lost }: ShownTalks) {
  const conversations = talks.length + awaited + lost
  if (inquiries.length === 0 && conversations === 0) return null
  return (
    <section>
      {inquiries.length > 0 && (
        <AiTitle>{inquiries.length === 1 ? 'Inquiry noted by the AI' : 'Inquiries noted by the AI'}</AiTitle>
      )}
      {inquiries.map(({ id, name, callBack, reason, urgency }) => (
        <div key={id} className={styles.inquiry}>
          <Text>
            <bdi>{reason}</bdi>{' '}
            {urgency !== 'normal' && (
              <Badge variant="light" color={urgency === 'high' ? 'red' : 'gray'}>
                {urgency === 'high' ? 'Urgent' : 'Not urgent'}
              </Badge>
            )}
          </Text>
          {name !== '' && (
            <Text c="dimmed">
              <bdi>{name}</bdi>
            </Text>
          )}
          <Text c="dimmed">
            <bdi>{callBack}</bdi>
          </Text>
        </div>
      ))}
      {conversations > 0 && (
        <AiTitle>{conversations === 1 ? 'Conversation with the AI' : 'Conversations with the AI'}</AiTitle>
      )}
      {talks.map(({ step, summary, lines }) => (
        <div key={step} className={styles.inquiry}>
          {summary !== '' && (
            <>
              <Text c="dimmed" size="sm">
                Summary by the AI
              </Text>
              <Text>
                <bdi>{summary}</bdi>
              </Text>
            </>
          )}
          {lines.length > 0 && (
            <details>
              <summary className={styles.summary}>Transcript</summary>
              <dl className={styles.transcript}>
                {lines.map(({ who, text }, index) => (
                  <div key={index}>
                    <dt>{who === 'caller' ? 'Caller' : 'AI'}</dt>
                    <dd>
                      <bdi>{text}</bdi>
                    </dd>
                  </div>
                ))}
              </dl>
            </details>
          )}
        </div>
      ))}
      {awaited > 0 && (
        <p className={styles.dimmed}>
          {awaited === 1
            ? 'A transcript is not here yet: it comes'
            : `${awaited} transcripts are not here yet: they come`}{' '}
          from the carrier shortly after the conversation has ended.
        </p>
      )}
      {lost > 0 && (
        <p className={styles.dimmed}>
          The carrier has sent no transcript of{' '}
          {conversations === 1 ? 'this conversation' : lost === 1 ? 'one conversation' : `${lost} conversations`}.
        </p>
      )}
    </section>
  )
}

/** Says of what follows that a machine has written or said it. */
function AiTitle({ children }: { readonly children: string }) {
  return (
    <Title order={2} className={styles.ai}>
      <IconSparkles size={18} stroke={1.75} aria-hidden />
      {children}
    </Title>
  )
}
