import { MantineProvider } from '@mantine/core'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ViteDevServer } from 'vite'
import { usualWeek } from '#flows/hours/hours-fields.ts'
import { viteForPages } from '../../testing/vite-for-pages.ts'
import type { WeekInput as Input } from './week-input.tsx'

let vite: ViteDevServer
let drawn: (error: string | null) => string
beforeAll(async () => {
  vite = await viteForPages()
  const loaded = await vite.ssrLoadModule('/apps/web/app/forms/week-input.tsx')
  const { WeekInput } = loaded as { WeekInput: typeof Input }
  const given = { label: 'Opening hours', description: 'By days.', value: usualWeek, onChange: () => undefined }
  drawn = (error) =>
    renderToStaticMarkup(createElement(MantineProvider, null, createElement(WeekInput, { ...given, error })))
})
afterAll(() => vite.close())

test('what is wrong with a day is told of the week and of that day, whose times are marked', () => {
  const html = drawn('Tuesday: it opens and closes at the same time.')
  const [, error = 'none'] = /id="([^"]+)"[^>]*>Tuesday: it opens/.exec(html) ?? []
  expect(html).toMatch(new RegExp(`<fieldset[^>]*aria-describedby="[^" ]+ ${error}"`))
  expect(html).toMatch(new RegExp(`aria-label="Tuesday" aria-describedby="${error}"`))
  const wrong = [...html.matchAll(/<input[^>]*aria-invalid[^>]*>/g)].map(
    ([input]) => /aria-label="([^"]+)"/.exec(input)?.[1],
  )
  expect(wrong).toEqual(['Tuesday, opens', 'Tuesday, closes'])
})

test('where nothing is wrong, nothing is marked', () => expect(drawn(null)).not.toContain('aria-invalid'))
