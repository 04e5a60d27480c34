import { Badge, Button } from '@mantine/core'
import { Link } from 'react-router'
import { addressOf } from '../reach/addresses.ts'
import { ReadinessShort } from '../readiness/readiness-row.tsx'
import type { useAnsweredForm } from '../forms/use-answered-form.ts'
import styles from '../look/team.module.css'
import type { NumberView } from './number-view.server.ts'

export type ShownPerson = NumberView['people'][number]

export interface PersonRowProps {
  readonly person: ShownPerson
  /** The number's name. */
  readonly number: string
  readonly can: { readonly addPeople: boolean; readonly makeAdmin: boolean }
  readonly isSelf: boolean
  readonly fetcher: ReturnType<typeof useAnsweredForm>['fetcher']
  onRemove(): void
}

/** Somebody on the number: their role there, whether they ring, and what may be done about it. */
export function PersonRow({ person, number, can, isSelf, fetcher, onRemove }: PersonRowProps) {
  const { member, name, email, role, checks } = person
  const isAdmin = role === 'admin'
  const mayRemove = isAdmin ? can.makeAdmin : can.addPeople
  const whom = isSelf ? 'yourself' : name
  return (
    <li className={styles.item}>
      <div className={styles.who}>
        <span>
          <Link to={addressOf.person(member)} className={styles.link}>
            <bdi>{name}</bdi>
          </Link>{' '}
          {isAdmin && (
            <Badge variant="light" size="sm" tt="none">
              Number admin
            </Badge>
          )}
        </span>
        <span className={styles.quiet}>{email}</span>
      </div>
      <ReadinessShort checks={checks} />
      {(can.makeAdmin || mayRemove) && (
        <fetcher.Form method="post" className={styles.actions}>
          <input type="hidden" name="member" value={member} />
          {can.makeAdmin && (
            <>
              <input type="hidden" name="role" value={isAdmin ? 'member' : 'admin'} />
              <Button
                type="submit"
                name="intent"
                value="role"
                variant="subtle"
                color="gray"
                size="compact-md"
                aria-label={`${isAdmin ? 'Make member' : 'Make admin'} of ${number}: ${whom}`}
              >
                {isAdmin ? 'Make member' : 'Make admin'}
              </Button>
            </>
          )}
          {mayRemove && (
            <Button
              type="submit"
              name="intent"
              value="remove"
              variant="subtle"
              color="red"
              size="compact-md"
              aria-label={`Remove ${whom} from ${number}`}
              onClick={onRemove}
            >
              Remove
            </Button>
          )}
        </fetcher.Form>
      )}
    </li>
  )
}
