import { index, layout, route, type RouteConfig } from '@react-router/dev/routes'
import { auditRoutes } from './audit/routes.ts'
import { callRoutes } from './calls/routes.ts'
import { contactRoutes } from './contacts/routes.ts'
import { findRoutes } from './find/routes.ts'
import { flowRoutes } from './flows/routes.ts'
import { galleryRoutes } from './gallery/routes.ts'
import { homeRoutes } from './home/routes.ts'
import { inboxRoutes } from './inbox/routes.ts'
import { liveRoutes, whoRoutes } from './live/routes.ts'
import { numberRoutes } from './numbers/routes.ts'
import { peopleRoutes } from './people/routes.ts'
import { planRoutes } from './plan/routes.ts'
import { settingsRoutes } from './settings/routes.ts'

/** The table of contents of the product. Each feature lists its own pages; what stands here is only the order. */
export default [
  index('home/home.page.tsx'),
  route('sign-in', 'identity/sign-in.page.tsx'),
  route('sign-in/code', 'identity/second-factor.page.tsx'),
  route('sign-out', 'identity/sign-out.route.ts'),
  route('forgot-password', 'identity/forgot-password.page.tsx'),
  route('reset-password', 'identity/reset-password.page.tsx'),
  route('change-email', 'account/change-email.page.tsx'),
  route('invitation', 'identity/invitation.page.tsx'),
  route('invitations', 'identity/invitations.page.tsx'),
  route('no-organisation', 'identity/no-organisation.page.tsx'),
  route('mail', 'identity/mail.page.tsx'),
  ...whoRoutes,
  route('temporal/decode', 'identity/decode.route.ts'),
  ...galleryRoutes(import.meta.env?.MODE),
  layout('identity/signed-in.layout.tsx', { id: 'signed-in' }, [
    ...homeRoutes,
    ...inboxRoutes,
    ...liveRoutes,
    ...callRoutes,
    ...contactRoutes,
    ...flowRoutes,
    ...numberRoutes,
    ...peopleRoutes,
    ...planRoutes,
    ...auditRoutes,
    ...settingsRoutes,
    ...findRoutes,
    route('account', 'account/account.page.tsx'),
    route('organisation', 'identity/organisation.route.ts'),
  ]),
] satisfies RouteConfig
