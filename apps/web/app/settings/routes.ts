import { route, type RouteConfigEntry } from '@react-router/dev/routes'

/** What is set for the person and for the organisation. */
export const settingsRoutes: RouteConfigEntry[] = [
  route('settings', 'settings/settings.page.tsx'),
  route('settings/countries', 'settings/countries.page.tsx'),
  route('settings/hours', 'settings/schedules.page.tsx'),
  route('settings/hours/:schedule', 'settings/schedule.page.tsx'),
  route('settings/webhooks', 'settings/webhooks.page.tsx'),
]
