import { route, type RouteConfigEntry } from '@react-router/dev/routes'

/** Calls that came in, and what happened in each. */
export const callRoutes: RouteConfigEntry[] = [
  route('calls', 'calls/calls.page.tsx'),
  route('calls/:call', 'calls/call.page.tsx'),
  route('calls/:call/end', 'calls/end.route.ts'),
  route('calls/:call/history.json', 'calls/history.route.ts'),
  route('calls/:call/recordings/:recording', 'calls/recording.route.ts'),
]
