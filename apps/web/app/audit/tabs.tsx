import { NavLink } from 'react-router'
import styles from './deeds.module.css'

/** The two halves of the audit, for whoever may read both. */
export function AuditTabs() {
  return (
    <nav aria-label="Audit" className={styles.tabs}>
      <NavLink to="/audit" end>
        Calls
      </NavLink>
      <NavLink to="/audit/deeds">What people did</NavLink>
    </nav>
  )
}
