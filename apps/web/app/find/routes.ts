import { route, type RouteConfigEntry } from '@react-router/dev/routes'

/** What the command palette asks. */
export const findRoutes: RouteConfigEntry[] = [route('find', 'find/find.route.ts')]
