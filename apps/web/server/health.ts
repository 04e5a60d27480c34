import express, { type Router } from 'express'

/**
 * `/healthz`: the process lives. `/readyz`: calls can be taken, or a sentence for each thing that is missing; and what a
 * person should look at, though it keeps no call from being taken.
 */
export function health(trouble: () => Promise<readonly string[]>, remarks: () => Promise<readonly string[]>): Router {
  const router = express.Router()
  router.get('/healthz', (_request, response) => {
    response.set('cache-control', 'no-store').json({ status: 'ok' })
  })
  router.get('/readyz', async (_request, response) => {
    const [missing, toLookAt] = await Promise.all([trouble(), remarks()])
    const ready = missing.length === 0
    response.status(ready ? 200 : 503).set('cache-control', 'no-store')
    response.json({ status: ready ? 'ready' : 'not ready', missing, remarks: toLookAt })
  })
  return router
}
