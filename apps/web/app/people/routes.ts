import { route, type RouteConfigEntry } from '@react-router/dev/routes'

/** The list of people, one person with their devices, and what a browser says of its owner's presence. */
export const peopleRoutes: RouteConfigEntry[] = [
  route('people', 'people/people.page.tsx'),
  route('people/presence', 'people/presence.route.ts'),
  route('people/:member', 'people/person.page.tsx'),
]
