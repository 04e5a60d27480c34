import { MantineProvider } from '@mantine/core'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ViteDevServer } from 'vite'
import { formFields, type FormField } from '#flows/language/node-form.ts'
import { definitions } from '#flows/nodes/definitions.ts'
import { viteForPages } from '../../../testing/vite-for-pages.ts'
import type { ChoicesInput as Input } from './choices-input.tsx'

let vite: ViteDevServer
let ChoicesInput: typeof Input
beforeAll(async () => {
  vite = await viteForPages()
  const loaded = await vite.ssrLoadModule('/apps/web/app/flow-editor/form/choices-input.tsx')
  ChoicesInput = (loaded as { ChoicesInput: typeof Input }).ChoicesInput
})
afterAll(() => vite.close())

const allowed = formFields(definitions['ai-answers'].config).find(({ name }) => name === 'tools')

test('what an assistant may do is ticked, thing by thing', () => {
  const html = renderToStaticMarkup(
    createElement(MantineProvider, null, createElement(ChoicesInput, { ...given(), value: ['end_call'] })),
  )
  const boxes = [...html.matchAll(/<input[^>]*type="checkbox"[^>]*>/g)].map(([box]) => box)
  expect(boxes).toHaveLength(5)
  expect(boxes.filter((box) => box.includes('checked')).map((box) => /value="(\w+)"/.exec(box)?.[1])).toEqual([
    'end_call',
  ])
})

test('what is ticked is kept in the order of the boxes, each once, however it was ticked', () => {
  const said: unknown[] = []
  const drawn = ChoicesInput({ ...given(), value: ['end_call'], onChange: (value) => void said.push(value) })
  drawn.props.onChange(['end_call', 'end_call', 'ask_for_person'])
  expect(said).toEqual([['ask_for_person', 'end_call']])
})

function given(): Parameters<typeof Input>[0] {
  if (!isTicked(allowed)) throw new Error('what an assistant may do is ticked')
  return { field: allowed, value: [], error: null, disabled: false, onChange: () => undefined }
}

function isTicked(field: FormField | undefined): field is Parameters<typeof Input>[0]['field'] {
  return field?.widget === 'choices'
}
