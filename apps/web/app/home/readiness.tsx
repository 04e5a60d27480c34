import { List, Text } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { useEffect } from 'react'
import { useRevalidator } from 'react-router'
import { useRereading } from '../events/use-rereading.ts'
import styles from './home.module.css'

/** Says whether calls can be taken; while they cannot, it asks again until they can. */
export function Readiness({ missing }: { readonly missing: readonly string[] }) {
  const isReady = missing.length === 0
  useAskingAgain(!isReady)
  return (
    <div role="status">
      {isReady ? (
        <Text size="lg" className={styles.well}>
          <IconCircleCheck size={20} stroke={1.75} aria-hidden />
          Calls are being answered: the database, Temporal and a worker are running.
        </Text>
      ) : (
        <>
          <List
            spacing={4}
            mt={4}
            center
            icon={<IconAlertTriangle size={20} stroke={1.75} aria-hidden className={styles.trouble} />}
          >
            {missing.map((sentence) => (
              <List.Item key={sentence} fz="lg">
                {sentence}
              </List.Item>
            ))}
          </List>
          <Text c="dimmed" mt="sm">
            After a start this takes a few seconds, and this page checks again by itself. If it stays like this,{' '}
            <code>npm run doctor</code> tells you what to do.
          </Text>
        </>
      )}
    </div>
  )
}

function useAskingAgain(wanted: boolean) {
  const { state } = useRevalidator()
  const reread = useRereading()
  useEffect(() => {
    if (!wanted || state !== 'idle') return
    const timer = setTimeout(reread, ASKS_AGAIN_AFTER)
    return () => clearTimeout(timer)
  }, [wanted, state, reread])
}

/** Milliseconds. */
const ASKS_AGAIN_AFTER = 2_000
