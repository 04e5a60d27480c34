import { Button } from '@mantine/core'
import { Form } from 'react-router'
import { Card } from './card.tsx'

export const handle = { permission: 'public' }

/** Signed in, and in no organisation: deactivated, or removed. */
export default function NoOrganisationPage() {
  return (
    <Card title="You belong to no organisation now" lead="Your login works, but no organisation has you among its people. An owner or admin can bring you back.">
      <Form method="post" action="/sign-out">
        <Button type="submit" variant="default">
          Sign out
        </Button>
      </Form>
    </Card>
  )
}
