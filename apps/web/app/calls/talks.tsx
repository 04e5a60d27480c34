import { Badge, Text, Title } from '@mantine/core'
import styles from './calls.module.css'
import type { ShownTalks } from './shown-talks.ts'

/** What an assistant has noted for the team, what each conversation came to, and who said what. */
export function Talks({ inquiries, talks, unreported }: ShownTalks) {
  if (inquiries.length === 0 && talks.length === 0 && unreported === 0) return null
  return (
    <section>
      {inquiries.length > 0 && <Title order={2}>{inquiries.length === 1 ? 'Inquiry' : 'Inquiries'}</Title>}
      {inquiries.map(({ id, name, number, reason, urgency }) => (
        <div key={id} className={styles.inquiry}>
          <Text>
            <bdi>{reason}</bdi>{' '}
            {urgency !== 'normal' && (
              <Badge variant="light" color={urgency === 'high' ? 'red' : 'gray'}>
                {urgency === 'high' ? 'Urgent' : 'Not urgent'}
              </Badge>
            )}
          </Text>
          {(name !== '' || number !== '') && (
            <Text c="dimmed">
              {name !== '' && <bdi>{name}</bdi>}
              {name !== '' && number !== '' && ', '}
              {number !== '' && <bdi>{number}</bdi>}
            </Text>
          )}
        </div>
      ))}
      {(talks.length > 0 || unreported > 0) && <Title order={2}>With the assistant</Title>}
      {talks.map(({ step, summary, lines }) => (
        <div key={step} className={styles.inquiry}>
          {summary !== '' && (
            <Text>
              <bdi>{summary}</bdi>
            </Text>
          )}
          {lines.length > 0 && (
            <details>
              <summary className={styles.summary}>Transcript</summary>
              <dl className={styles.transcript}>
                {lines.map(({ who, text }, index) => (
                  <div key={index}>
                    <dt>{who === 'caller' ? 'Caller' : 'Assistant'}</dt>
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
      {unreported > 0 && (
        <p className={styles.dimmed}>
          {unreported === 1 ? 'A transcript is not here yet: it' : `${unreported} transcripts are not here yet: they`}{' '}
          come
          {unreported === 1 ? 's' : ''} from the carrier shortly after the conversation has ended.
        </p>
      )}
    </section>
  )
}
