import { Anchor, Text, Title } from '@mantine/core'
import { Link } from 'react-router'
import type { AnyDefinition } from '#flows/language/node.ts'
import { definitions } from '#flows/nodes/definitions.ts'
import { requirePermission } from '../access/require-permission.ts'
import styles from '../look/team.module.css'
import { addressOf } from '../reach/addresses.ts'
import type { Route } from './+types/kinds.page'
import own from './node-docs.module.css'

export const handle = { permission: 'flows.see' }

export function loader({ context }: Route.LoaderArgs) {
  requirePermission(context, 'flows.see')
  return { kinds: Object.values<AnyDefinition>(definitions).map(({ kind, label, help }) => ({ kind, label, help })) }
}

/** All kinds of nodes, each with what it does. */
export default function KindsPage({ loaderData: { kinds } }: Route.ComponentProps) {
  return (
    <div className={styles.page}>
      <title>Kinds of nodes · Ringdown</title>
      <div>
        <Title order={1}>Kinds of nodes</Title>
        <p className={styles.lead}>What flows are drawn with.</p>
      </div>
      <ul className={own.kinds}>
        {kinds.map(({ kind, label, help }) => (
          <li key={kind}>
            <Anchor component={Link} to={addressOf.kind(kind)} underline="always">
              {label}
            </Anchor>
            <Text c="dimmed">{help}</Text>
          </li>
        ))}
      </ul>
    </div>
  )
}
