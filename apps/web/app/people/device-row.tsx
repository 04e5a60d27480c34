import { Badge, Button, Text, TextInput } from '@mantine/core'
import { AskingButton } from '../forms/asking-button.tsx'
import styles from '../look/team.module.css'
import type { useAnsweredForm } from '../forms/use-answered-form.ts'
import own from './people.module.css'
import type { PersonView } from './person-view.server.ts'

export interface DeviceRowProps {
  readonly device: PersonView['devices'][number]
  /** Whose it is: null for the reader's own. */
  readonly whose: string | null
  readonly isOnly: boolean
  /** The device that would ring if this one were gone; null: none. */
  readonly next: string | null
  readonly mayChange: boolean
  readonly fetcher: ReturnType<typeof useAnsweredForm>['fetcher']
}

/** One device: whether it rings, how it proves to be its person's, and its end. */
export function DeviceRow({ device, whose, isOnly, next, mayChange, fetcher }: DeviceRowProps) {
  const { national, international, verified, abroad, isFirst, rings, told } = device
  const sending = fetcher.formData?.get('device') === device.device ? fetcher.formData.get('intent') : null
  return (
    <li className={own.device}>
      <div className={styles.who}>
        <span title={international}>{national}</span>
        <span className={styles.quiet}>
          {abroad === null
            ? kinds[device.kind]
            : `Not rung: calls to ${abroad} are not allowed. An owner or admin can allow them under Settings, Countries.`}
        </span>
      </div>
      <Badge variant="light" color={rings === 'no' ? 'gray' : 'accent'} tt="none">
        {inAWord(device)}
      </Badge>
      {mayChange && (
        <fetcher.Form method="post" className={own.actions}>
          <input type="hidden" name="device" value={device.device} />
          {!verified && !told && abroad === null && (
            <Button
              type="submit"
              name="intent"
              value="device-call"
              variant="default"
              loading={sending === 'device-call'}
              aria-label={`Call with a code: ${national}`}
            >
              Call with a code
            </Button>
          )}
          {!isOnly && verified && !isFirst && abroad === null && (
            <Button
              type="submit"
              name="intent"
              value="device-prefer"
              variant="subtle"
              color="gray"
              loading={sending === 'device-prefer'}
              aria-label={`Ring first: ${national}`}
            >
              Ring first
            </Button>
          )}
          <AskingButton
            name="intent"
            value="device-remove"
            label={`Remove ${national}`}
            question={afterRemoval(device, { whose, next })}
            yes={`Remove ${national}`}
            no="Keep it"
          >
            Remove
          </AskingButton>
        </fetcher.Form>
      )}
      {mayChange && !verified && told && abroad === null && (
        <EnterCode device={device} fetcher={fetcher} sending={sending} />
      )}
    </li>
  )
}

function inAWord({ verified, abroad, isFirst, rings }: DeviceRowProps['device']): string {
  if (rings !== 'no') return rings === 'rings' ? 'Rings' : 'On a call'
  if (abroad !== null) return 'Not allowed'
  if (!verified) return 'Not verified'
  return isFirst ? 'Verified' : 'Verified, in reserve'
}

/** The device is called with a code; whether somebody has picked up yet is not known here. */
function EnterCode({
  device: { device, national },
  fetcher,
  sending,
}: Pick<DeviceRowProps, 'device' | 'fetcher'> & { readonly sending: FormDataEntryValue | null }) {
  return (
    <div className={own.code}>
      <Text size="sm">
        We call {national} once. Whoever picks up hears a code of six digits, three times. It can be entered for ten
        minutes.
      </Text>
      <fetcher.Form method="post" className={own.entry}>
        <input type="hidden" name="device" value={device} />
        <TextInput
          name="code"
          label={`Code from the call to ${national}`}
          placeholder="000 000"
          inputMode="numeric"
          autoComplete="one-time-code"
          autoFocus
          maxLength={9}
          miw={240}
          required
          withAsterisk={false}
        />
        <Button type="submit" name="intent" value="device-code" loading={sending === 'device-code'}>
          Verify
        </Button>
      </fetcher.Form>
      <fetcher.Form method="post">
        <input type="hidden" name="device" value={device} />
        <Button
          type="submit"
          name="intent"
          value="device-call"
          variant="subtle"
          color="gray"
          size="compact-md"
          loading={sending === 'device-call'}
          aria-label={`Call again with a new code: ${national}`}
        >
          Call again with a new code
        </Button>
      </fetcher.Form>
    </div>
  )
}

/** What happens to people, as in "Calls will ring Ana at (202) 555-0125 instead." */
function afterRemoval(
  { national, rings, verified }: DeviceRowProps['device'],
  { whose, next }: Pick<DeviceRowProps, 'whose' | 'next'>,
): string {
  const person = whose ?? 'you'
  const after = next === null ? `Calls will no longer ring ${person}.` : `Calls will ring ${person} at ${next} instead.`
  const consequence = rings !== 'no' ? after : `Calls do not ring ${person} at ${national}, so nothing else changes.`
  return verified ? `${consequence} To bring ${national} back, it must be verified with a new code.` : consequence
}

const kinds = { phone: 'Telephone', sip: 'SIP address', browser: 'Browser' } as const
