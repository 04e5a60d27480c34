import { Badge } from '@mantine/core'
import { Link } from 'react-router'
import styles from './flows.module.css'
import type { ListedFlow } from './list-flows.server.ts'
import { RenameFlow } from './rename-flow.tsx'
import { draftWords, liveWords } from './state-words.ts'

/** Every flow with what answers by it. @param now milliseconds, by the server's clock. */
export function FlowList({ flows, canEdit, now }: { readonly flows: readonly ListedFlow[]; readonly canEdit: boolean; readonly now: number }) {
  return (
    <table className={styles.list}>
      <thead>
        <tr>
          <th scope="col">Flow</th>
          <th scope="col">Live</th>
          <th scope="col">Draft</th>
          <th scope="col">Numbers</th>
          <th scope="col">Calls in 24 h</th>
        </tr>
      </thead>
      <tbody>
        {flows.map((flow) => (
          <tr key={flow.id}>
            <th scope="row">
              <span className={styles.flowName}>
                <Link to={`/flows/${flow.id}`}>{flow.name}</Link>
                {canEdit && <RenameFlow flow={flow.id} name={flow.name} />}
              </span>
            </th>
            <td data-label="Live" title={flow.publishedAt ?? undefined}>
              {flow.live === null ? (
                <Badge variant="light" color="gray">
                  Never published
                </Badge>
              ) : (
                liveWords(flow, now)
              )}
            </td>
            <td data-label="Draft" title={flow.savedAt}>
              {draftWords(flow, now)}
            </td>
            <td data-label="Numbers">
              {flow.numbers.length === 0 && <span className={styles.quiet}>None</span>}
              {flow.numbers.map(({ id, name, e164 }) => (
                <span key={id} title={e164} className={styles.number}>
                  {name}
                </span>
              ))}
            </td>
            <td data-label="Calls in 24 h">{flow.calls}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
