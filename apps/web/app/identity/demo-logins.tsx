import { Button, Stack, Text, Title } from '@mantine/core'
import { Form } from 'react-router'

/** The people of the demo, one press each. Shown in the demo only. */
export function DemoLogins({ to }: { readonly to: string }) {
  return (
    <section aria-labelledby="demo-logins">
      <Stack gap="sm">
        <Title order={2} id="demo-logins">
          This is a demo
        </Title>
        <Text c="dimmed">Sign in as one of its people. The password of all of them is “ringdown”.</Text>
        {people.map(({ name, email, role }) => (
          <Form method="post" key={email}>
            <input type="hidden" name="to" value={to} />
            <input type="hidden" name="email" value={email} />
            <input type="hidden" name="password" value="ringdown" />
            <Button
              type="submit"
              variant="default"
              fullWidth
              justify="space-between"
              rightSection={<Text c="dimmed">{role}</Text>}
            >
              {name}
            </Button>
          </Form>
        ))}
      </Stack>
    </section>
  )
}

/** As in the demo data (apps/web/demo-data.ts), of Harbour Bikes. */
const people = [
  { name: 'Olive', email: 'olive@harbour.test', role: 'Owner' },
  { name: 'Adam', email: 'adam@harbour.test', role: 'Admin' },
  { name: 'Ana', email: 'ana@harbour.test', role: 'Member' },
  { name: 'Ben', email: 'ben@harbour.test', role: 'Member' },
  { name: 'Cy', email: 'cy@harbour.test', role: 'Member' },
  { name: 'Audrey', email: 'audit@harbour.test', role: 'Auditor' },
]
