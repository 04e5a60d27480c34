import { route, type RouteConfigEntry } from '@react-router/dev/routes'

/** Who one is: whoever is signed out must get an answer, too. */
export const whoRoutes: RouteConfigEntry[] = [route('live/who', 'live/who.route.ts')]

/** What happens now. */
export const liveRoutes: RouteConfigEntry[] = [
  route('live/events', 'live/events.route.ts'),
  route('live/calls', 'live/calls.route.ts'),
]
