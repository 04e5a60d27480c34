import { Button } from '@mantine/core'
import { Form, redirect } from 'react-router'
import { addressOf } from '../reach/addresses.ts'
import { servicesContext } from '../access/services.ts'
import type { Route } from './+types/no-organisation.page'
import { Card } from '../look/card.tsx'

export const handle = { permission: 'public' }

/** Whoever has an invitation to answer is led there. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const { identity } = context.get(servicesContext)
  const signedIn = await identity.signedIn(request)
  if (signedIn !== null && (await identity.invitations(signedIn.email)).length > 0)
    throw redirect(addressOf.invitations())
  return null
}

/** Signed in, and in no organisation: deactivated, or removed. */
export default function NoOrganisationPage() {
  return (
    <Card
      title="You do not belong to an organisation"
      lead="You are signed in, but you are not a member of any organisation. An owner or admin can reactivate or invite you."
    >
      <Form method="post" action={addressOf.signOut()}>
        <Button type="submit" variant="default">
          Sign out
        </Button>
      </Form>
    </Card>
  )
}
