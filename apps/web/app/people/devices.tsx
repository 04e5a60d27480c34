import { Anchor, Button, NativeSelect, Text, TextInput, Title } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { isolated } from '#flows/story/isolated.ts'
import { FormAnswerNote } from '../forms/form-answer.tsx'
import type { FormAnswer } from '../forms/read-form.server.ts'
import { useAnsweredForm } from '../forms/use-answered-form.ts'
import styles from '../look/team.module.css'
import { DeviceRow } from './device-row.tsx'
import own from './people.module.css'
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
  const { fetcher, answer, busy } = useAnsweredForm(fromPage)
  const next =
    person.devices.find(({ verified, abroad, isFirst }) => verified && abroad === null && !isFirst)?.national ?? null
  return (
    <section className={styles.card} aria-labelledby="devices">
      <div>
        <Title order={2} id="devices">
          Devices
        </Title>
        <Text c="dimmed" mt={4}>
          Calls ring the first verified device. To verify one, we call it and read out a code.{' '}
          {phonesUrl !== null && (
            <Anchor href={phonesUrl} target="_blank" inherit underline="always">
              The virtual phones show what they hear
            </Anchor>
          )}
        </Text>
      </div>
      {person.devices.length === 0 && (
        <Text>
          {isSelf
            ? 'You have no device yet, so calls cannot ring you.'
            : `${isolated(person.name)} has no device yet, so calls cannot ring them.`}
        </Text>
      )}
      {person.devices.length > 0 && (
        <ul className={styles.list}>
          {person.devices.map((device) => (
            <DeviceRow
              key={device.device}
              device={device}
              whose={isSelf ? null : isolated(person.name)}
              isOnly={person.devices.length === 1}
              next={next}
              mayChange={mayChange}
              fetcher={fetcher}
            />
          ))}
        </ul>
      )}
      <FormAnswerNote answer={busy ? undefined : answer} />
      {mayChange && <AddDevice fetcher={fetcher} />}
    </section>
  )
}

function AddDevice({ fetcher }: Pick<ReturnType<typeof useAnsweredForm>, 'fetcher'>) {
  const [kind, setKind] = useState('phone')
  const form = useRef<HTMLFormElement>(null)
  const done = fetcher.data?.ok === true && fetcher.data.intent === 'device-save' ? fetcher.data : null
  useEffect(() => {
    if (done) form.current?.reset()
  }, [done])
  const isPhone = kind === 'phone'
  return (
    <fetcher.Form method="post" className={own.add} ref={form}>
      <Title order={3}>Add a device</Title>
      <div className={own.entry}>
        <NativeSelect
          name="kind"
          label="Kind"
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value)}
          data={[
            { value: 'phone', label: 'Telephone' },
            { value: 'sip', label: 'SIP address' },
          ]}
        />
        <TextInput
          name="address"
          label={isPhone ? 'Phone number' : 'SIP address'}
          placeholder={isPhone ? '+1 202 555 0121' : 'sip:ana@example.com'}
          type={isPhone ? 'tel' : 'text'}
          required
          withAsterisk={false}
          autoComplete="off"
        />
        <Button
          type="submit"
          name="intent"
          value="device-save"
          variant="default"
          loading={fetcher.formData?.get('intent') === 'device-save'}
        >
          Add device
        </Button>
      </div>
    </fetcher.Form>
  )
}
