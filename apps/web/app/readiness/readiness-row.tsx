import { Tooltip } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react'
import styles from './readiness.module.css'
import { readinessInShort, type ReadinessCheck } from '#infra/db/member/readiness-words.ts'

/** Every check with its icon and words, and what to do about those that are not in order. */
export function ReadinessRow({ checks }: { readonly checks: readonly ReadinessCheck[] }) {
  return (
    <ul className={styles.row}>
      {checks.map((check) => (
        <li key={check.about} className={styles.check} data-state={check.state}>
          <StateIcon state={check.state} />
          <span>
            {check.says}
            {check.fix !== null && <span className={styles.fix}>{check.fix}</span>}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** One word on whether the phone rings; the rest is in the tooltip. */
export function ReadinessShort({ checks }: { readonly checks: readonly ReadinessCheck[] }) {
  const { state, says } = readinessInShort(checks)
  const open = checks.filter(({ fix }) => fix !== null)
  const short = (
    <span className={styles.short} data-state={state} tabIndex={open.length === 0 ? undefined : 0}>
      <StateIcon state={state} />
      {says}
    </span>
  )
  if (open.length === 0) return short
  return (
    <Tooltip
      multiline
      maw={320}
      withArrow
      events={{ hover: true, focus: true, touch: true }}
      label={open.map((check) => `${check.says}. ${check.fix}`).join(' ')}
    >
      {short}
    </Tooltip>
  )
}

function StateIcon({ state }: Pick<ReadinessCheck, 'state'>) {
  const Icon = state === 'well' ? IconCircleCheck : state === 'doubt' ? IconInfoCircle : IconAlertTriangle
  return <Icon size={18} stroke={1.75} aria-hidden />
}
