import { route, type RouteConfigEntry } from '@react-router/dev/routes'

/** The search over everything that happened. */
export const auditRoutes: RouteConfigEntry[] = [route('audit', 'audit/audit.page.tsx')]
