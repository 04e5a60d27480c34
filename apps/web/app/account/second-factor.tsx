import { Anchor, Button, Code, Group, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core'
import { Form } from 'react-router'
import { addressOf } from '../reach/addresses.ts'
import { FormAnswerNote } from '../forms/form-answer.tsx'
import { LoneLink } from '../look/lone-link.tsx'
import type { FormAnswer } from '../forms/read-form.server.ts'
import styles from '../look/team.module.css'
import { writtenCodes, type DrawnCode, type Enrolment as EnrolmentShown } from './enrolment.ts'
import { QrCode } from './qr-code.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'

interface SecondFactorProps {
  readonly on: boolean
  readonly enrolment: { readonly uri: string; readonly code: DrawnCode } | null
  readonly codes: readonly string[] | null
  readonly answer: FormAnswer | undefined
}

/** The code of an authenticator app beside the password: setting it up, new recovery codes, and ending it. */
export function SecondFactor({ on, enrolment, codes, answer }: SecondFactorProps) {
  return (
    <section aria-labelledby="second-factor" className={styles.card}>
      <Stack gap="md" align="flex-start">
        <Title order={2} id="second-factor">
          Two-factor authentication
        </Title>
        {enrolment === null && (
          <Text>
            {on
              ? 'When you sign in, you are asked for a code from your authenticator app.'
              : 'With an authenticator app, nobody can sign in with your password alone.'}
          </Text>
        )}
        {enrolment !== null && <Enrolment {...enrolment} codes={codes ?? []} answer={answer} />}
        {codes !== null && <RecoveryCodes codes={codes} />}
        {enrolment === null && (on ? <WhileOn /> : <Start />)}
        {enrolment === null && <FormAnswerNote answer={answer} />}
      </Stack>
    </section>
  )
}

function Start() {
  return (
    <Form method="post">
      <input type="hidden" name="intent" value="start-second-factor" />
      <Group align="flex-end">
        <PasswordInput
          name="password"
          label="Your password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          miw={220}
        />
        <Button type="submit" variant="default">
          Set up
        </Button>
      </Group>
    </Form>
  )
}

function WhileOn() {
  return (
    <Form method="post">
      <Stack gap="sm" align="flex-start">
        <PasswordInput
          name="password"
          label="Your password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          miw={220}
        />
        <Group>
          <Button type="submit" name="intent" value="new-codes" variant="default">
            Generate new recovery codes
          </Button>
          <Button type="submit" name="intent" value="stop-second-factor" variant="default" color="red">
            Turn off two-factor authentication
          </Button>
        </Group>
      </Stack>
    </Form>
  )
}

function Enrolment({
  uri,
  code,
  codes,
  answer,
}: EnrolmentShown & Pick<SecondFactorProps, 'answer'> & { readonly code: DrawnCode }) {
  const secret = new URL(uri).searchParams.get('secret') ?? ''
  return (
    <>
      <Text>
        Scan this with your authenticator app, or type the key into it. Keep the recovery codes below. Then enter the
        code that the app shows.
      </Text>
      <QrCode code={code} label="QR code for your authenticator app" />
      <Text>
        <Code fz="md">{secret.match(/.{1,4}/g)?.join(' ')}</Code>{' '}
        <Anchor href={uri} underline="always">
          Open the app on this device
        </Anchor>
      </Text>
      <Form method="post">
        <input type="hidden" name="intent" value="confirm-second-factor" />
        <input type="hidden" name="uri" value={uri} />
        <input type="hidden" name="codes" value={writtenCodes(codes)} />
        <Group align="flex-end">
          <TextInput
            name="code"
            label="Code from the app"
            autoComplete="one-time-code"
            inputMode="numeric"
            required
            withAsterisk={false}
          />
          <Button type="submit">Turn on</Button>
        </Group>
      </Form>
      <FormAnswerNote answer={answer} />
      <LoneLink to={addressOf.account()}>Start over with a new key</LoneLink>
    </>
  )
}
