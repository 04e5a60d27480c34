import { Button, Stack, Text, Title } from '@mantine/core'
import { Link, useLocation, useRouteLoaderData } from 'react-router'
import { isolated } from '#flows/story/isolated.ts'
import { addressOf } from '../reach/addresses.ts'
import { askOf } from '../access/ask-of.ts'
import type { FramePerson } from '../frame/person.ts'
import { isIn, placesFor } from '../frame/places.ts'

/** Shown where there is nothing, or nothing for this person: the two must not be told apart. */
export function NotFound() {
  const { pathname } = useLocation()
  const person = useRouteLoaderData<FramePerson>('signed-in')
  const place = person && placesFor(person).find((one) => isIn(one, pathname) && one.to !== pathname)
  return (
    <Stack align="flex-start" gap="md">
      <title>Page not found · Ringdown</title>
      <Title order={1}>{person ? 'There is nothing here for you to see' : 'There is nothing here'}</Title>
      <Text size="lg" maw="var(--reading-width)">
        {person
          ? `It was removed, or you do not have access to it, or the address is mistyped. ${
              person.addsPeople
                ? 'You can add yourself to a number on its page.'
                : `Owners and admins of ${isolated(person.organisation.name)} can change what you may see.${askOf(person.administrators)}`
            }`
          : 'It may have been moved or removed, or the address is mistyped.'}
      </Text>
      <Button component={Link} to={place?.to ?? addressOf.front()}>
        {place ? `Go to ${place.label}` : 'Go to the home page'}
      </Button>
    </Stack>
  )
}
