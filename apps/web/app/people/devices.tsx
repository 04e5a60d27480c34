import { Anchor, Badge, Button, NativeSelect, Text, TextInput, Title } from '@mantine/core'
import { FormAnswerNote } from '../shared/form-answer.tsx'
import type { FormAnswer } from '../shared/read-form.server.ts'
import { useAnsweredForm } from '../shared/use-answered-form.ts'
import styles from '../shared/team.module.css'
import type { PersonView } from './person-view.server.ts'

export interface DevicesProps {
  readonly person: PersonView
  readonly isSelf: boolean
  readonly mayChange: boolean
  /** Where the virtual phones are; null with a real carrier. */
  readonly phonesUrl: string | null
  readonly answer: FormAnswer | undefined
}

/** The telephones at which a person is reached, and how each proves to be theirs. */
export function Devices({ person, isSelf, mayChange, phonesUrl, answer: fromPage }: DevicesProps) {
  const form = useAnsweredForm(fromPage)
  return (
    <section className={styles.card} aria-labelledby="devices">
      <div>
        <Title order={2} id="devices">
          Devices
        </Title>
        <Text c="dimmed" mt={4}>
          The first verified one rings. To verify one we call it and speak a code.{' '}
          {phonesUrl !== null && (
            <Anchor href={phonesUrl} target="_blank" inherit underline="always">
              The virtual phones show what they hear
            </Anchor>
          )}
        </Text>
      </div>
      {person.devices.length === 0 && <Text>{isSelf ? 'You have no device yet, so no call rings you.' : `${person.name} has no device yet, so no call rings them.`}</Text>}
      <ul className={styles.list}>
        {person.devices.map((device) => (
          <DeviceRow key={device.device} device={device} isOnly={person.devices.length === 1} mayChange={mayChange} fetcher={form.fetcher} />
        ))}
      </ul>
      <FormAnswerNote answer={form.answer} />
      {mayChange && (
        <form.fetcher.Form method="post" className={styles.fields}>
          <Title order={3}>Add a device</Title>
          <NativeSelect
            name="kind"
            label="Kind"
            data={[
              { value: 'phone', label: 'Telephone' },
              { value: 'sip', label: 'SIP address' },
            ]}
          />
          <TextInput name="address" label="Number or address" description="With its country, as in +1 202 555 0121, or sip:ana@example.com." required autoComplete="off" />
          <div>
            <Button type="submit" name="intent" value="device-save" variant="default" loading={form.busy}>
              Add device
            </Button>
          </div>
        </form.fetcher.Form>
      )}
    </section>
  )
}

interface DeviceRowProps {
  readonly device: PersonView['devices'][number]
  readonly isOnly: boolean
  readonly mayChange: boolean
  readonly fetcher: ReturnType<typeof useAnsweredForm>['fetcher']
}

function DeviceRow({ device, isOnly, mayChange, fetcher }: DeviceRowProps) {
  const { national, international, verified, rings, told } = device
  return (
    <li className={styles.item}>
      <div className={styles.who}>
        <span title={international}>{national}</span>
        <span className={styles.quiet}>{kinds[device.kind]}</span>
      </div>
      <span>
        <Badge variant="light" color={verified ? 'accent' : 'gray'} tt="none">
          {rings ? 'Verified, rings' : verified ? 'Verified' : 'Not verified'}
        </Badge>
      </span>
      {mayChange && (
        <div className={styles.actions}>
          {!verified && told && (
            <fetcher.Form method="post" className={styles.actions}>
              <input type="hidden" name="intent" value="device-code" />
              <input type="hidden" name="device" value={device.device} />
              <TextInput name="code" aria-label={`Code that ${national} heard`} placeholder="Six digits" inputMode="numeric" autoComplete="one-time-code" w={120} required />
              <Button type="submit">Verify</Button>
            </fetcher.Form>
          )}
          <fetcher.Form method="post" className={styles.actions}>
            <input type="hidden" name="device" value={device.device} />
            {!verified && (
              <Button type="submit" name="intent" value="device-call" variant={told ? 'subtle' : 'default'} size="compact-md" aria-label={`Call ${national} with a code`}>
                {told ? 'Call again' : 'Call with a code'}
              </Button>
            )}
            {!isOnly && !rings && (
              <Button type="submit" name="intent" value="device-prefer" variant="subtle" color="gray" size="compact-md" aria-label={`Ring ${national} first`}>
                Ring first
              </Button>
            )}
            <Button type="submit" name="intent" value="device-remove" variant="subtle" color="red" size="compact-md" aria-label={`Remove ${national}`}>
              Remove
            </Button>
          </fetcher.Form>
        </div>
      )}
    </li>
  )
}

const kinds = { phone: 'Telephone', sip: 'SIP address', browser: 'Browser' } as const
