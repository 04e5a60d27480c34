import { Button, Stack, Text, Title } from '@mantine/core'
import { Link, useLocation, useRouteLoaderData } from 'react-router'
import { isolated } from '#flows/isolated.ts'
import { askOf } from './ask-of.ts'
import type { FramePerson } from './frame-person.ts'
import { isIn, placesFor } from './frame-places.ts'

/** Shown where there is nothing, or nothing for this person: the two must not be told apart. */
export function NotFound() {
  const { pathname } = useLocation()
  const person = useRouteLoaderData<FramePerson>('signed-in')
  const place = person && placesFor(person).find((one) => isIn(one, pathname) && one.to !== pathname)
  return (
    <Stack align="flex-start" gap="md">
      <title>Page not found · Ringdown</title>
      <Title order={1}>{person ? 'There is nothing here that you may see' : 'There is nothing here'}</Title>
      <Text size="lg" maw="var(--reading-width)">
        {person
          ? `It was removed, or you may not see it, or the address has a typing error. Owners and admins of ${isolated(person.organisation.name)} can change what you may see.${askOf(person.administrators)}`
          : 'It may have been moved or removed, or the address has a typing error.'}
      </Text>
      <Button component={Link} to={place?.to ?? '/'}>
        {place ? `Go to ${place.label}` : 'Go to the first page'}
      </Button>
    </Stack>
  )
}
