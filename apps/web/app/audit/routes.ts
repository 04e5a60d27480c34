import { route, type RouteConfigEntry } from '@react-router/dev/routes'

/** The search over everything that happened, and the record of what people did. */
export const auditRoutes: RouteConfigEntry[] = [
  route('audit', 'audit/audit.page.tsx'),
  route('audit/deeds', 'audit/deeds.page.tsx'),
  route('audit/deeds/export', 'audit/deeds-export.route.ts'),
]
