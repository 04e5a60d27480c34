import { route, type RouteConfigEntry } from '@react-router/dev/routes'

/** Where somebody who is signed in begins: what is left to do, and whom nobody answered today. */
export const homeRoutes: RouteConfigEntry[] = [route('home', 'home/start.page.tsx')]
