import { NavLink } from 'react-router'
import styles from './deeds.module.css'
import { addressOf } from '../reach/addresses.ts'

/** The two halves of the audit, for whoever may read both. */
export function AuditTabs() {
  return (
    <nav aria-label="Audit" className={styles.tabs}>
      <NavLink to={addressOf.audit()} end>
        Calls
      </NavLink>
      <NavLink to={addressOf.deeds()}>What people did</NavLink>
    </nav>
  )
}
