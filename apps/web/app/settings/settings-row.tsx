import { IconChevronRight, type TablerIcon } from '@tabler/icons-react'
import { Link } from 'react-router'
import styles from './settings.module.css'

interface SettingsRowProps {
  readonly icon: TablerIcon
  readonly label: string
  readonly says: string
  /** One of our pages. */
  readonly to?: string
  /** A page elsewhere. */
  readonly href?: string
}

/** One thing that is set, in a sentence, and the way to where it is set if there is one. */
export function SettingsRow({ icon: Icon, label, says, to, href }: SettingsRowProps) {
  const inside = (
    <>
      <Icon size={18} stroke={1.75} aria-hidden />
      <span className={styles.words}>
        <strong dir="auto">{label}</strong>
        <span>{says}</span>
      </span>
      {(to ?? href) !== undefined && (
        <IconChevronRight size={18} stroke={1.75} aria-hidden className={styles.chevron} />
      )}
    </>
  )
  if (to !== undefined) {
    return (
      <Link to={to} className={styles.row}>
        {inside}
      </Link>
    )
  }
  if (href !== undefined) {
    return (
      <a href={href} target="_blank" rel="noreferrer" className={styles.row}>
        {inside}
      </a>
    )
  }
  return <div className={styles.row}>{inside}</div>
}
