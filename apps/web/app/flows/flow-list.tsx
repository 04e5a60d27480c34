import { IconAlertTriangle } from '@tabler/icons-react'
import { Link } from 'react-router'
import { timeZoneWords } from '#flows/language/time-zone.ts'
import { addressOf } from '../reach/addresses.ts'
import { When } from '../words/format-when.tsx'
import styles from './flows.module.css'
import { FlowMenu } from './flow-menu.tsx'
import type { ListedFlow } from './list-flows.server.ts'
import { RenameFlow } from './rename-flow.tsx'

export interface FlowListProps {
  readonly flows: readonly ListedFlow[]
  readonly timeZone: string
  readonly canEdit: boolean
  onChoose(fields: Readonly<Record<string, string>>): void
}

/** Flows with what answers by each. */
export function FlowList({ flows, timeZone, canEdit, onChoose }: FlowListProps) {
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
                <Link to={addressOf.flow(flow.id)} dir="auto">
                  {flow.name}
                </Link>
                {canEdit && <RenameFlow flow={flow.id} name={flow.name} />}
                <FlowMenu flow={flow} canEdit={canEdit} onChoose={onChoose} />
              </span>
            </th>
            <td data-label="Live">
              {flow.publishedAt === null ? (
                <span className={styles.quiet}>Never published</span>
              ) : (
                <>
                  Version {flow.live}{' '}
                  <span className={styles.quiet}>
                    · <When at={Date.parse(flow.publishedAt)} />
                  </span>
                </>
              )}
            </td>
            <td data-label="Draft">
              {flow.draft === 'published' ? (
                <span className={styles.quiet}>As published</span>
              ) : (
                <>
                  {flow.live === null ? 'Draft' : 'Not published'}{' '}
                  <span className={styles.quiet}>
                    · <When at={Date.parse(flow.savedAt)} />
                  </span>
                </>
              )}
            </td>
            <td data-label="Numbers">
              {flow.numbers.length === 0 && <span className={styles.quiet}>None</span>}
              {flow.numbers.map((number) => (
                <AnsweredNumber key={number.id} number={number} />
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

/** A number that answers with the flow; red while its calls may not arrive. */
function AnsweredNumber({
  number: { id, name, e164, answers, isConfirmed },
}: {
  readonly number: ListedFlow['numbers'][number]
}) {
  if (!answers || isConfirmed)
    return (
      <span title={e164} className={styles.number}>
        {name}
      </span>
    )
  return (
    <Link
      to={addressOf.number(id)}
      title={`${e164}: the carrier does not confirm it, so calls may not reach it`}
      className={styles.unconfirmed}
    >
      <IconAlertTriangle size={16} stroke={1.75} aria-hidden /> <bdi>{name}</bdi>: not confirmed at the carrier
    </Link>
  )
}
