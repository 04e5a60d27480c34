import { existsSync } from 'node:fs'
import { index, layout, route, type RouteConfig, type RouteConfigEntry } from '@react-router/dev/routes'

/** The features behind the sign-in. */
const features = import.meta.glob<Record<string, RouteConfigEntry[]>>('./{inbox,calls,flows,flow-editor,numbers,people,contacts,audit,plan,live}/routes.ts', { eager: true })
const behindSignIn = Object.values(features).flatMap((module) => Object.values(module).flat())

/** While several people write at once: an entry whose page is not there yet would keep all others from being served. */
function written(entries: readonly RouteConfigEntry[]): RouteConfigEntry[] {
  return entries.filter(({ file }) => existsSync(`apps/web/app/${file}`)).map((entry) => (entry.children ? { ...entry, children: written(entry.children) } : entry))
}

/** The table of contents of the product. */
export default [
  index('home/home.page.tsx'),
  route('sign-in', 'identity/sign-in.page.tsx'),
  route('sign-in/code', 'identity/second-factor.page.tsx'),
  route('sign-out', 'identity/sign-out.route.ts'),
  route('forgot-password', 'identity/forgot-password.page.tsx'),
  route('reset-password', 'identity/reset-password.page.tsx'),
  route('invitation', 'identity/invitation.page.tsx'),
  route('no-organisation', 'identity/no-organisation.page.tsx'),
  route('mail', 'identity/mail.page.tsx'),
  route('temporal/decode', 'identity/decode.route.ts'),
  layout('identity/signed-in.layout.tsx', { id: 'signed-in' }, [
    ...written(behindSignIn),
    route('organisation', 'identity/organisation.route.ts'),
    route('account', 'account/account.page.tsx'),
  ]),
] satisfies RouteConfig
