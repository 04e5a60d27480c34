import { route, type RouteConfigEntry } from '@react-router/dev/routes'

/** What happens now. */
export const liveRoutes: RouteConfigEntry[] = [route('live/events', 'live/events.route.ts'), route('live/calls', 'live/calls.route.ts')]
