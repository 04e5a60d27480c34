import { existsSync } from 'node:fs'
import { index, layout, type RouteConfig, type RouteConfigEntry } from '@react-router/dev/routes'

/** The features behind the sign-in. */
const features = import.meta.glob<Record<string, RouteConfigEntry[]>>('./{inbox,calls,flows,flow-editor,numbers,people,contacts,audit,plan}/routes.ts', { eager: true })
const behindSignIn = Object.values(features).flatMap((module) => Object.values(module).flat())

/** The table of contents of the product. */
export default [
  index('home/home.page.tsx'),
  layout('identity/signed-in.layout.tsx', { id: 'signed-in' }, behindSignIn.filter(({ file }) => existsSync(`apps/web/app/${file}`))),
] satisfies RouteConfig
