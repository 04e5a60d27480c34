import { Button, Code, CopyButton, Group, PasswordInput, TextInput, Title } from '@mantine/core'
import { Secret } from '#infra/db/secret/secret.ts'
import { madeSigningSecret } from '#infra/db/secret/signing-secret.ts'
import { removeSecret } from '#infra/deeds/secrets/remove-secret.ts'
import { renewSigningKey } from '#infra/deeds/secrets/renew-signing-key.ts'
import { setSecret } from '#infra/deeds/secrets/set-secret.ts'
import { deedContext } from '../access/deed-context.server.ts'
import { requirePermission } from '../access/require-permission.ts'
import { servicesContext } from '../access/services.ts'
import { AskingButton } from '../forms/asking-button.tsx'
import { FormAnswerNote } from '../forms/form-answer.tsx'
import { doneByForm, fieldOf, formAnswer, formOf, type FormAnswer } from '../forms/read-form.server.ts'
import { useAnsweredForm } from '../forms/use-answered-form.ts'
import { usePageAnswer } from '../forms/use-page-answer.ts'
import { LoneLink } from '../look/lone-link.tsx'
import styles from '../look/team.module.css'
import { addressOf } from '../reach/addresses.ts'
import { When } from '../words/format-when.tsx'
import type { Route } from './+types/webhooks.page'

export const handle = { permission: 'secrets.manage' }

export async function loader({ context }: Route.LoaderArgs) {
  const session = requirePermission(context, 'secrets.manage')
  const { db, sealer } = context.get(servicesContext)
  const { id: organisation } = session.organisation
  return await db.withOrganisation(organisation, async (em) => {
    const secrets = await em.find(Secret, {}, { orderBy: { name: 'asc' } })
    return {
      signingKey: await madeSigningSecret(em, { organisation, sealer }),
      secrets: secrets.map(({ id, name, setAt }) => ({ id, name, setAt: setAt.getTime() })),
    }
  })
}

export async function action({ context, request }: Route.ActionArgs) {
  const deed = { ...deedContext(context, 'secrets.manage'), sealer: context.get(servicesContext).sealer }
  const form = await formOf(request)
  switch (fieldOf(form, 'intent')) {
    case 'renew':
      return formAnswer(await doneByForm(form, { deed: renewSigningKey, context: deed }), {
        intent: 'renew',
        said: 'Webhooks are signed with this key from now on. Give it to everybody who gets them.',
      })
    case 'remove':
      return formAnswer(await doneByForm(form, { deed: removeSecret, context: deed }), {
        intent: 'remove',
        said: 'The secret is removed.',
      })
    default:
      return formAnswer(await doneByForm(form, { deed: setSecret, context: deed }), {
        intent: 'set',
        said: 'The secret is set. From the next call on, flows that name it send it.',
      })
  }
}

export default function WebhooksPage({ loaderData: { signingKey, secrets } }: Route.ComponentProps) {
  const answer = usePageAnswer<typeof action>()
  const of = (...intents: readonly string[]) => (answer && intents.includes(answer.intent) ? answer : undefined)
  return (
    <div className={styles.page}>
      <title>Webhooks · Settings · Ringdown</title>
      <div>
        <LoneLink to={addressOf.settings()}>Settings</LoneLink>
        <Title order={1}>Webhooks</Title>
        <p className={styles.lead}>
          A flow can ask a web service about a caller, or tell it of a call: that is its step “Webhook”. Here is how the
          service knows that it is you who asks.
        </p>
      </div>
      <section className={styles.card} aria-labelledby="signing-key">
        <Title order={2} id="signing-key">
          Signing key
        </Title>
        <p className={styles.lead}>
          Every request is signed as Standard Webhooks says. <Code>webhook-signature</Code> is <Code>v1,</Code> and the
          HMAC-SHA-256, in base64, of <Code>webhook-id</Code>, <Code>webhook-timestamp</Code> and the body, joined by
          dots; its key is what follows <Code>whsec_</Code>, decoded from base64. Refuse what is signed otherwise, or is
          older than five minutes. A request that is sent again has the same <Code>webhook-id</Code>.
        </p>
        <SigningKey signingKey={signingKey} answer={of('renew')} />
      </section>
      <section className={styles.card} aria-labelledby="secrets">
        <Title order={2} id="secrets">
          Secrets
        </Title>
        <p className={styles.lead}>
          Passwords and keys that a service wants to see in a header. Flows name them; what they are is encrypted, and
          nobody is shown it again.
        </p>
        {secrets.length === 0 ? (
          <p className={styles.lead}>No secrets yet.</p>
        ) : (
          <ul className={styles.list}>
            {secrets.map((secret) => (
              <SecretRow key={secret.id} secret={secret} />
            ))}
          </ul>
        )}
        <FormAnswerNote answer={of('remove')} />
        <NewSecret answer={of('set')} />
      </section>
    </div>
  )
}

function SigningKey({
  signingKey,
  answer: fromPage,
}: {
  readonly signingKey: string | null
  readonly answer: FormAnswer | undefined
}) {
  const { fetcher, answer, busy } = useAnsweredForm(fromPage)
  return (
    <fetcher.Form method="post" className={styles.fields}>
      {signingKey === null ? (
        <>
          <p className={styles.lead}>There is none yet: it is made with the first webhook, or now.</p>
          <div>
            <Button type="submit" name="intent" value="renew" variant="default" loading={busy}>
              Make a key
            </Button>
          </div>
        </>
      ) : (
        <>
          <PasswordInput label="Key" value={signingKey} readOnly autoComplete="off" dir="ltr" />
          <Group>
            <CopyButton value={signingKey}>
              {({ copied, copy }) => (
                <Button variant="default" onClick={copy}>
                  {copied ? 'Copied' : 'Copy'}
                </Button>
              )}
            </CopyButton>
            <AskingButton
              name="intent"
              value="renew"
              question="Services that check signatures refuse every webhook until they have the new key."
              yes="Make another key"
              no="Keep this one"
            >
              Make another key
            </AskingButton>
          </Group>
        </>
      )}
      <FormAnswerNote answer={busy ? undefined : answer} />
    </fetcher.Form>
  )
}

function SecretRow({
  secret: { id, name, setAt },
}: {
  readonly secret: { readonly id: string; readonly name: string; readonly setAt: number }
}) {
  const { fetcher, answer, busy } = useAnsweredForm(undefined)
  return (
    <li className={styles.item}>
      <strong>{name}</strong>
      <span>
        set <When at={setAt} />
      </span>
      <fetcher.Form method="post">
        <input type="hidden" name="secret" value={id} />
        <AskingButton
          name="intent"
          value="remove"
          label={`Remove ${name}`}
          question={`“${name}” will be gone for good. Flows can send it again only after it is set again.`}
          yes="Remove"
          no="Keep it"
          size="compact-sm"
        >
          Remove
        </AskingButton>
        <FormAnswerNote answer={busy ? undefined : answer} />
      </fetcher.Form>
    </li>
  )
}

function NewSecret({ answer: fromPage }: { readonly answer: FormAnswer | undefined }) {
  const { fetcher, answer, busy } = useAnsweredForm(fromPage)
  return (
    <fetcher.Form method="post" className={styles.fields} key={answer?.ok ? 'set' : 'new'} aria-labelledby="add">
      <Title order={3} id="add">
        Add a secret
      </Title>
      <input type="hidden" name="intent" value="set" />
      <TextInput
        name="secret"
        label="Name"
        description="Flows use this name, such as crm-key. Setting a name that exists replaces its secret."
        required
        withAsterisk={false}
        maxLength={60}
        autoComplete="off"
      />
      <PasswordInput
        name="value"
        label="Secret"
        required
        withAsterisk={false}
        maxLength={4000}
        autoComplete="new-password"
      />
      <div>
        <Button type="submit" variant="default" loading={busy}>
          Set the secret
        </Button>
      </div>
      <FormAnswerNote answer={busy ? undefined : answer} />
    </fetcher.Form>
  )
}
