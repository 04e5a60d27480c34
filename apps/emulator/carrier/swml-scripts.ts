import { Router } from 'express'
import { z } from 'zod'
import { readDocument, valueOf } from '../swml/document.ts'
import type { World } from '../world.ts'
import { type Refusal, plainError, refusals, refuse } from './errors.ts'
import { answerList } from './paging.ts'
import type { SwmlScript } from './resources.ts'
import { isHttpUrl } from './source.ts'

const fields = {
  script_type: z.literal('calling').optional(),
  status_callback_url: z.string().refine(isHttpUrl, 'must be an http or https URL').optional(),
}
const contents = z.union([z.record(z.string(), z.unknown()), z.string()])
const creation = z.strictObject({ name: z.string(), contents, ...fields })
const change = z.strictObject({
  display_name: z.string().optional(),
  name: z.string().optional(),
  contents: contents.optional(),
  ...fields,
})

/** `/api/fabric/resources/swml_scripts`: documents that the carrier keeps. */
export function swmlScripts(world: World): Router {
  const router = Router()
  const { resources } = world
  router.get('/', (request, response) => {
    answerList(request, response, {
      filters: {},
      entries: () => [...resources.scripts.values()].map((one) => body(one, world)),
      base: world.url,
      refuse,
    })
  })
  router.post('/', (request, response) => {
    const order = creation.safeParse(request.body)
    if (!order.success) return refuse(response, refusals(order.error))
    const read = readContents(order.data.contents)
    if ('refusal' in read) return refuse(response, [read.refusal])
    response.status(201).json(
      body(
        resources.addScript({
          name: order.data.name,
          contents: read.contents,
          statusUrl: order.data.status_callback_url ?? null,
        }),
        world,
      ),
    )
  })
  router.get('/:id', (request, response) => {
    const script = resources.scripts.get(request.params.id)
    if (script) response.json(body(script, world))
    else plainError(response, 404)
  })
  router.put('/:id', (request, response) => {
    const script = resources.scripts.get(request.params.id)
    if (!script) return plainError(response, 404)
    const order = change.safeParse(request.body)
    if (!order.success) return refuse(response, refusals(order.error))
    const read = order.data.contents === undefined ? { contents: script.contents } : readContents(order.data.contents)
    if ('refusal' in read) return refuse(response, [read.refusal])
    script.contents = read.contents
    script.name = order.data.display_name ?? order.data.name ?? script.name
    script.statusUrl = order.data.status_callback_url ?? script.statusUrl
    resources.touch(script)
    response.json(body(script, world))
  })
  router.delete('/:id', (request, response) => {
    if (resources.remove('scripts', request.params.id)) response.status(204).end()
    else plainError(response, 404)
  })
  return router
}

/** Serves the kept documents where their `request_url` points, without sign-in. */
export function keptScripts({ resources }: World): Router {
  const router = Router()
  router.all('/:id', (request, response) => {
    const script = resources.scripts.get(request.params.id)
    if (script) response.json(script.contents)
    else plainError(response, 404)
  })
  return router
}

function readContents(given: z.output<typeof contents>): { contents: unknown } | { refusal: Refusal } {
  const value = typeof given === 'string' ? valueOf(given) : given
  const read = readDocument(value)
  if (read.ok) return { contents: value }
  const [{ code, message }] = read.issues
  return {
    refusal: {
      code: 'invalid_parameter',
      message: `contents is not a valid SWML document: ${code}: ${message}`,
      attribute: 'contents',
    },
  }
}

function body(script: SwmlScript, world: World): Record<string, unknown> {
  return {
    id: script.id,
    project_id: world.account.projectId,
    display_name: script.name,
    type: 'swml_script',
    created_at: new Date(script.createdAt).toISOString(),
    updated_at: new Date(script.updatedAt).toISOString(),
    swml_script: {
      id: script.innerId,
      display_name: script.name,
      script_type: 'calling',
      request_url: world.scriptUrl(script),
      contents: script.contents,
      ...(script.statusUrl ? { status_callback_url: script.statusUrl, status_callback_method: 'POST' } : {}),
    },
  }
}
