import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RouteConfigEntry } from '@react-router/dev/routes'
import { describe, expect, it } from 'vitest'
import { projectRoot } from '#infra/env.ts'
import routes from '../routes.ts'
import { addressOf } from './addresses.ts'

describe('the addresses of pages', () => {
  it('name what they lead to, and carry what is asked', () => {
    expect(addressOf.front()).toBe('/')
    expect(addressOf.callHistory('call 1/2')).toBe('/calls/call%201%2F2/history.json')
    expect(addressOf.contact('c', { done: 'a&b' })).toBe('/contacts/c?done=a%26b')
    expect(addressOf.flowPreview('f', {})).toBe('/flows/f/preview')
    expect(addressOf.conversation('c', '?q=a%20b')).toBe('/inbox/c?q=a%20b')
    expect(addressOf.signIn({ to: addressOf.invitations() })).toBe('/sign-in?to=%2Finvitations')
  })

  it('are written by hand nowhere', () => {
    expect(pages.length).toBeGreaterThan(40)
    const sources = globSync('apps/web/**/*.{ts,tsx}', { cwd: projectRoot }).filter((file) => !may(file))
    const written = sources.flatMap((file) =>
      readFileSync(join(projectRoot, file), 'utf8')
        .split('\n')
        .flatMap((line, at) =>
          handWritten.test(line) && !ofLogins.test(line) ? [`${file}:${at + 1} ${line.trim()}`] : [],
        ),
    )
    expect(written).toEqual([])
  })

  it('in letters, which nothing of the web may be asked for, are those of pages', () => {
    const letters = globSync('infra/identity/*.ts', { cwd: projectRoot }).filter((file) => !file.endsWith('.test.ts'))
    const named = letters.flatMap((file) =>
      [...readFileSync(join(projectRoot, file), 'utf8').matchAll(/\{publicUrl\}(\/[\w/-]+)/g)].map(
        ([, path = '']) => path,
      ),
    )
    expect(named.toSorted()).toEqual(['/change-email', '/invitation', '/reset-password'])
    expect(pages).toEqual(expect.arrayContaining(named))
  })
})

/** Every path of the product, as the routes have it. */
const pages = (routes as readonly RouteConfigEntry[]).flatMap((route) => pathsOf(route, '')) // a list, as `satisfies` there says

/** Text that begins as the path of a page does: `"/calls`, `'/`, `` `/flows/${id}` ``; also after `${origin}`. */
const first = [...new Set(pages.map((path) => path.split('/')[1] ?? ''))].filter((word) => word !== '')
const handWritten = new RegExp(
  `(\\b(to|href|action|src)=|redirect\\()["']/["']|["'\`}]/(${first.join('|')})(?![\\w.-])`,
)

/** What the identity's store is asked has paths of its own. */
const ofLogins = /\bpath: '/

function may(file: string): boolean {
  return (
    /\.test\.tsx?$|\/testing\/|\/routes\.ts$/.test(file) || // tests say where one gets to, and routes what there is
    file.endsWith('reach/addresses.ts') ||
    /access\/(record-sign-in|ask-identity)\.server\.ts$/.test(file) || // name what the identity's store is asked
    /gallery\/(stage|exhibits\/(inbox|shared))\.tsx$/.test(file) // patterns of routes, and sounds
  )
}

function pathsOf({ path = '', children = [] }: RouteConfigEntry, under: string): readonly string[] {
  const own = path === '' ? under : `${under}/${path}`
  return [
    ...(children.length > 0 && path === '' ? [] : [own === '' ? '/' : own]),
    ...children.flatMap((child) => pathsOf(child, own)),
  ]
}
