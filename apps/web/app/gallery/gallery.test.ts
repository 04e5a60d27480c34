import { existsSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testWeb, type TestWeb } from '../../testing/web.ts'
import type { ExhibitGroup } from './exhibit.ts'
import { galleryRoutes } from './routes.ts'

describe('the gallery while developing', () => {
  let web: TestWeb
  let groups: readonly ExhibitGroup[]

  beforeAll(async () => {
    web = await testWeb()
    const handle = web.build.routes['gallery/gallery.page']?.module.handle as {
      readonly groups: readonly ExhibitGroup[]
    }
    groups = handle.groups // what gallery.page.tsx exports
  }, 180_000)

  afterAll(() => web.close())

  it('has every exhibit once, and names the files that draw it', () => {
    const names = groups.map(({ id, exhibits }) => [id, ...exhibits.map((exhibit) => `${id}/${exhibit.id}`)])
    expect(names.flat().filter((name, index, all) => all.indexOf(name) !== index)).toEqual([])
    const sources = groups.flatMap(({ exhibits }) => exhibits.flatMap(({ source }) => source.split(', ')))
    expect([...new Set(sources)].filter((source) => !existsSync(new URL(`../${source}`, import.meta.url)))).toEqual([])
  })

  it('draws every exhibit on the server', async () => {
    const browser = web.browser()
    for (const { id, exhibits } of groups) {
      expect([id, (await browser.get(`/gallery/${id}`)).status]).toEqual([id, 200])
      for (const exhibit of exhibits) {
        const answer = await browser.get(`/gallery/${id}/${exhibit.id}?at-once`)
        const drawn = bodyOf(await answer.text())
        expect([exhibit.id, answer.status, drawn.length > 0]).toEqual([exhibit.id, 200, true])
        if (!exhibit.source.includes('trouble'))
          expect([exhibit.id, drawn.includes('This page could not be shown')]).toEqual([exhibit.id, false])
      }
    }
    expect(web.troubles).toEqual([])
  }, 180_000)

  it('has nothing at addresses that name no exhibit', async () => {
    const browser = web.browser()
    expect((await browser.get('/gallery/nothing')).status).toBe(404)
    expect((await browser.get('/gallery/calls/nothing')).status).toBe(404)
  })
})

describe('the gallery in a build', () => {
  it('is not among the routes, so nothing of it is built and its addresses are not found', () => {
    expect(galleryRoutes('production')).toEqual([])
    expect(galleryRoutes(undefined)).toEqual([])
    expect(galleryRoutes('development').length).toBeGreaterThan(0)
  })
})

function bodyOf(document: string): string {
  return document.slice(document.indexOf('<main')).replaceAll(/<script[\s\S]*?<\/script>/g, '')
}
