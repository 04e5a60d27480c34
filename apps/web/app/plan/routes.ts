import { route, type RouteConfigEntry } from '@react-router/dev/routes'

/** What each plan allows. */
export const planRoutes: RouteConfigEntry[] = [route('plan', 'plan/plan.page.tsx')]
