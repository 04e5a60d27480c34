import { ActionIcon, Button, Input, NativeSelect, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useId } from 'react'
import { weekdays, type DayHours, type Hours, type Span, type Weekday } from '#flows/hours/hours.ts'
import { readWeek } from '#flows/hours/read-week.ts'
import { dayNames } from '#flows/hours/week-words.ts'
import styles from './week-input.module.css'

interface WeekInputProps {
  readonly label: string
  readonly description: string
  /** As it is drawn, finished or not. */
  readonly value: unknown
  readonly error: string | null
  readonly disabled?: boolean
  onChange(week: Hours['week']): void
}

const icon = { size: 16, stroke: 1.75, 'aria-hidden': true } as const
const begun: Span = { from: '09:00', to: '17:00' }
const working: readonly Weekday[] = ['tuesday', 'wednesday', 'thursday', 'friday']

/** The days of a week, each closed, open for 24 hours, or open from one time to another as often as one likes. */
export function WeekInput({ label, description, value, error, disabled = false, onChange }: WeekInputProps) {
  const [help, wrong] = [useId(), useId()]
  const week = readWeek(value)
  const wrongDay = weekdays.find((day) => error?.startsWith(`${dayNames[day]}:`)) // as the errors of hours begin
  return (
    <fieldset className={styles.week} aria-describedby={error === null ? help : `${help} ${wrong}`}>
      <legend>{label}</legend>
      <Input.Description id={help}>{description}</Input.Description>
      <div className={styles.days}>
        {weekdays.map((day) => (
          <Day
            key={day}
            name={dayNames[day]}
            hours={week[day]}
            wrong={day === wrongDay ? wrong : null}
            disabled={disabled}
            onChange={(hours) => onChange({ ...week, [day]: hours })}
          />
        ))}
      </div>
      {error !== null && <Input.Error id={wrong}>{error}</Input.Error>}
      {!disabled && (
        <Button
          variant="default"
          size="xs"
          className={styles.copy}
          onClick={() => onChange({ ...week, ...Object.fromEntries(working.map((day) => [day, week.monday])) })}
        >
          Copy Monday to Tuesday–Friday
        </Button>
      )}
    </fieldset>
  )
}

interface DayProps {
  readonly name: string
  readonly hours: DayHours
  /** The id of what is wrong with it. */
  readonly wrong: string | null
  readonly disabled: boolean
  onChange(hours: DayHours): void
}

function Day({ name, hours, wrong, disabled, onChange }: DayProps) {
  const spans = hours.kind === 'spans' ? hours.spans : []
  const become: Readonly<Record<DayHours['kind'], DayHours>> = {
    closed: { kind: 'closed' },
    spans: { kind: 'spans', spans: [begun] },
    'all-day': { kind: 'all-day' },
  }
  const put = (at: number, span: Partial<Span>) =>
    onChange({ kind: 'spans', spans: spans.map((one, index) => (index === at ? { ...one, ...span } : one)) })
  return (
    <div className={styles.day} role="group" aria-label={name} {...(wrong !== null && { 'aria-describedby': wrong })}>
      <span className={styles.name}>{name}</span>
      <NativeSelect
        aria-label={`${name}: when it is open`}
        data={[
          { value: 'closed', label: 'Closed' },
          { value: 'spans', label: 'Open' },
          { value: 'all-day', label: '24 hours' },
        ]}
        value={hours.kind}
        disabled={disabled}
        onChange={({ currentTarget }) => onChange(become[currentTarget.value as DayHours['kind']])} // one of those above
      />
      {hours.kind === 'spans' && (
        <div className={styles.spans}>
          {spans.map(({ from, to }, at) => (
            <div key={at} className={styles.span}>
              <Time
                label={`${name}, opens`}
                value={from}
                isWrong={wrong !== null}
                disabled={disabled}
                onChange={(time) => put(at, { from: time })}
              />
              <span aria-hidden>–</span>
              <Time
                label={`${name}, closes`}
                value={to}
                isWrong={wrong !== null}
                disabled={disabled}
                onChange={(time) => put(at, { to: time })}
              />
              {!disabled && spans.length > 1 && (
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size={28}
                  aria-label={`Remove these times of ${name}`}
                  onClick={() => onChange({ kind: 'spans', spans: spans.toSpliced(at, 1) })}
                >
                  <IconX {...icon} />
                </ActionIcon>
              )}
              {!disabled && at === spans.length - 1 && (
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size={28}
                  aria-label={`Add times on ${name}`}
                  onClick={() => onChange({ kind: 'spans', spans: [...spans, { from: '', to: '' }] })}
                >
                  <IconPlus {...icon} />
                </ActionIcon>
              )}
            </div>
          ))}
        </div>
      )}
    </div>
  )
}

interface TimeProps {
  readonly label: string
  readonly value: string
  readonly isWrong: boolean
  readonly disabled: boolean
  onChange(time: string): void
}

/** Midnight at the end of a day is 00:00 of the next one here: browsers know no 24:00. */
function Time({ label, value, isWrong, disabled, onChange }: TimeProps) {
  return (
    <TextInput
      type="time"
      className={styles.time}
      aria-label={label}
      value={value === '24:00' ? '00:00' : value}
      error={isWrong}
      disabled={disabled}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  )
}
