import { Link } from 'react-router'
import { timeZoneWords } from '#flows/time-zone.ts'
import { When } from '../shared/format-when.tsx'
import styles from './flows.module.css'
import type { ListedFlow } from './list-flows.server.ts'
import { RenameFlow } from './rename-flow.tsx'

/** Every flow with what answers by it. */
export function FlowList({ flows, timeZone, canEdit }: { readonly flows: readonly ListedFlow[]; readonly timeZone: string; readonly canEdit: boolean }) {
  const today = `Since midnight, ${timeZoneWords(timeZone)}`
  return (
    <table className={styles.list}>
      <thead>
        <tr>
          <th scope="col">Flow</th>
          <th scope="col">Live</th>
          <th scope="col">Draft</th>
          <th scope="col">Numbers</th>
          <th scope="col" title={today}>
            Calls today
          </th>
        </tr>
      </thead>
      <tbody>
        {flows.map((flow) => (
          <tr key={flow.id}>
            <th scope="row">
              <span className={styles.flowName}>
                <Link to={`/flows/${flow.id}`} dir="auto">
                  {flow.name}
                </Link>
                {canEdit && <RenameFlow flow={flow.id} name={flow.name} />}
              </span>
            </th>
            <td data-label="Live">
              {flow.publishedAt === null ? (
                <span className={styles.quiet}>Never published</span>
              ) : (
                <>
                  Version {flow.live} <span className={styles.quiet}>· <When at={Date.parse(flow.publishedAt)} /></span>
                </>
              )}
            </td>
            <td data-label="Draft">
              {flow.draft === 'published' ? (
                <span className={styles.quiet}>As published</span>
              ) : (
                <>
                  {flow.live === null ? 'Drawn' : 'Not published'} <span className={styles.quiet}>· <When at={Date.parse(flow.savedAt)} /></span>
                </>
              )}
            </td>
            <td data-label="Numbers">
              {flow.numbers.length === 0 && <span className={styles.quiet}>None</span>}
              {flow.numbers.map(({ id, name, e164 }) => (
                <span key={id} title={e164} className={styles.number}>
                  {name}
                </span>
              ))}
            </td>
            <td data-label="Calls today" title={today}>
              {flow.calls.toLocaleString('en')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
