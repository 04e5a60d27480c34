import { ActionIcon, Button, Input, NativeSelect, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useId } from 'react'
import type { OwnDate } from '#flows/hours/hours.ts'
import styles from './hours-form.module.css'

interface OwnDaysProps {
  readonly dates: readonly OwnDate[]
  onChange(dates: readonly OwnDate[]): void
}

/** Days that are not as any other, each with its name. */
export function OwnDays({ dates, onChange }: OwnDaysProps) {
  const help = useId()
  const put = (at: number, change: Partial<OwnDate>) =>
    onChange(dates.map((date, index) => (index === at ? { ...date, ...change } : date)))
  return (
    <fieldset className={styles.days} aria-describedby={help}>
      <legend>Own days</legend>
      <Input.Description id={help}>
        Days on which calls take the exit “Holiday”, or on which you are open although it is a public holiday.
      </Input.Description>
      {dates.map(({ name, first, last, as }, at) => {
        const called = name === '' ? `day ${at + 1}` : name
        return (
          <div key={at} className={styles.day} role="group" aria-label={called}>
            <TextInput
              label="Name"
              value={name}
              maxLength={60}
              onChange={({ currentTarget }) => put(at, { name: currentTarget.value })}
            />
            <TextInput
              type="date"
              label="Day"
              value={first}
              onChange={({ currentTarget }) => put(at, { first: currentTarget.value })}
            />
            <TextInput
              type="date"
              label="Until (only for several days)"
              value={last ?? ''}
              onChange={({ currentTarget }) => put(at, { last: currentTarget.value || undefined })}
            />
            <NativeSelect
              label="On this day"
              data={[
                { value: 'off', label: 'Holiday' },
                { value: 'usual', label: 'Open as usual' },
              ]}
              value={as}
              onChange={({ currentTarget }) => put(at, { as: currentTarget.value === 'usual' ? 'usual' : 'off' })}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size={36}
              aria-label={`Remove ${called}`}
              onClick={() => onChange(dates.toSpliced(at, 1))}
            >
              <IconX size={16} stroke={1.75} aria-hidden />
            </ActionIcon>
          </div>
        )
      })}
      <Button
        variant="default"
        size="xs"
        leftSection={<IconPlus size={16} stroke={1.75} aria-hidden />}
        onClick={() => onChange([...dates, { name: '', first: '', as: 'off' }])}
      >
        Add day
      </Button>
    </fieldset>
  )
}
