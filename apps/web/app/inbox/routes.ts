import { index, route, type RouteConfigEntry } from '@react-router/dev/routes'

/** The team's inbox: the list at the side, a conversation beside it. */
export const inboxRoutes: RouteConfigEntry[] = [
  route('inbox/list', 'inbox/list.route.ts'),
  route('inbox/:conversation/mark', 'inbox/mark.route.ts'),
  route('inbox/:conversation/older', 'inbox/older.route.ts'),
  route('inbox', 'inbox/inbox.page.tsx', [
    index('inbox/nothing-chosen.page.tsx'),
    route(':conversation', 'inbox/conversation.page.tsx'),
  ]),
]
