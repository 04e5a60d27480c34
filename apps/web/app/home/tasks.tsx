import { Anchor, Button, Text, Title } from '@mantine/core'
import { IconCircle, IconCircleCheckFilled } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { isolated } from '#flows/story/isolated.ts'
import { askOf } from '../access/ask-of.ts'
import team from '../look/team.module.css'
import type { Telephone } from '../words/telephone.server.ts'
import styles from './tasks.module.css'
import type { Task } from './what-is-left.server.ts'

export interface TasksProps {
  readonly tasks: readonly Task[]
  /** A number that answers, to try it. */
  readonly dial: (Telephone & { readonly name: string }) | null
  /** Where the virtual phones are; null with a real carrier. */
  readonly phonesUrl: string | null
  readonly administrators: readonly string[]
}

/** What is left to do before calls are answered. What is done checks itself off. */
export function Tasks({ tasks, dial, phonesUrl, administrators }: TasksProps) {
  const done = tasks.filter(({ isDone }) => isDone).length
  const next = tasks.find(({ isDone }) => !isDone)
  return (
    <section aria-labelledby="left" className={team.card}>
      <div>
        <Title order={2} id="left">
          Get ready for calls
        </Title>
        <Text c="dimmed" mt={4}>
          {done} of {tasks.length} done
        </Text>
      </div>
      <ol className={styles.tasks}>
        {tasks.map((task) => (
          <TaskRow key={task.about} task={task} isNext={task === next}>
            {task.about === 'call' ? (
              <FirstCall dial={dial} phonesUrl={phonesUrl} />
            ) : task.about === 'own-number' ? (
              `Owners and admins can add you to one.${askOf(administrators)}`
            ) : task.waits ? (
              waiting[task.waits.for].what(task.waits.number)
            ) : (
              words[task.about].what
            )}
          </TaskRow>
        ))}
      </ol>
    </section>
  )
}

function TaskRow({
  task: { about, isDone, to, waits },
  isNext,
  children,
}: {
  readonly task: Task
  readonly isNext: boolean
  readonly children: ReactNode
}) {
  const { title, button } = words[about]
  return (
    <li className={styles.task} data-done={isDone}>
      {isDone ? (
        <IconCircleCheckFilled size={20} aria-label="Done:" role="img" className={styles.done} />
      ) : (
        <IconCircle size={20} stroke={1.75} aria-label="To do:" role="img" className={styles.open} />
      )}
      <div>
        <Text fw={600}>{title}</Text>
        {!isDone && <Text c="dimmed">{children}</Text>}
      </div>
      {!isDone && to !== null && (
        <Button component={Link} to={to} variant={isNext ? 'filled' : 'default'}>
          {waits ? waiting[waits.for].button : button}
        </Button>
      )}
    </li>
  )
}

function FirstCall({ dial, phonesUrl }: Pick<TasksProps, 'dial' | 'phonesUrl'>) {
  if (dial === null) return 'Once a flow answers a number, call it and listen to what your callers hear.'
  const number = <strong title={dial.international}>{dial.national}</strong>
  if (phonesUrl === null) return <>Call {number} and listen to what your callers hear.</>
  return (
    <>
      Call {number} from the{' '}
      <Anchor href={phonesUrl} target="_blank" inherit underline="always">
        virtual phones
      </Anchor>{' '}
      and listen to what your callers hear.
    </>
  )
}

/** What was done already, and what is missing all the same. */
const waiting = {
  carrier: {
    what: (number: string) =>
      `A flow is published and chosen for ${isolated(number)}, but the carrier does not confirm the number, so calls may not reach it. Its page says why.`,
    button: 'Open the number',
  },
  publishing: {
    what: (number: string) => `A flow is chosen for ${isolated(number)}, and is not published yet.`,
    button: 'Open the number',
  },
} as const satisfies Record<
  NonNullable<Task['waits']>['for'],
  { what(number: string): string; readonly button: string }
>

const words: Readonly<
  Record<Task['about'], { readonly title: string; readonly what: string; readonly button: string }>
> = {
  number: {
    title: 'Add a number',
    what: 'Choose one from your carrier account. It is the number that people call.',
    button: 'Add a number',
  },
  people: {
    title: 'Add people who answer',
    what: 'Invite them, add them to the number, and have each verify a phone.',
    button: 'Add people',
  },
  flow: {
    title: 'Choose what happens to a call',
    what: 'Draw a flow, publish it, and choose it for the number.',
    button: 'Choose a flow',
  },
  call: { title: 'Make a test call', what: '', button: '' },
  'own-phone': {
    title: 'Add your phone',
    what: 'Calls ring you there. We call it once with a code to make sure that it is yours.',
    button: 'Add your phone',
  },
  'own-number': { title: 'Be added to a number', what: '', button: '' },
}
