import { route, type RouteConfigEntry } from '@react-router/dev/routes'

/** What the palette asks. */
export const findRoutes: RouteConfigEntry[] = [route('find', 'find/find.route.ts')]
