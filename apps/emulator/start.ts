import { existsSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import express, { type Express } from 'express'
import { carrierApi } from './carrier/api.ts'
import { keptScripts } from './carrier/swml-scripts.ts'
import { controlPlane } from './control/plane.ts'
import { guard } from './guard.ts'
import { withDefaults, type EmulatorOptions } from './options.ts'
import { World } from './world.ts'

/** A running emulator. */
export interface Emulator {
  /** Base URL of both its sides, such as `http://127.0.0.1:3010`. */
  url: string
  port: number
  /** Ends every call and stops listening. */
  close(): Promise<void>
}

/** Starts an emulator, on the loopback address unless told otherwise. @throws when the port is taken */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const complete = withDefaults(options)
  const world = new World(complete)
  const server = createServer(application(world, complete))
  // Longer than a client is ever idle or busy: a connection closed under its next request looks like a lost answer.
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(complete.port, complete.listen, resolve)
  })
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : complete.port
  world.url = `http://127.0.0.1:${String(port)}`
  return {
    url: world.url,
    port,
    close: () =>
      new Promise((resolve) => {
        world.switchboard.endAll('the emulator stops')
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function application(
  world: World,
  { pageFolder, hosts }: Pick<Required<EmulatorOptions>, 'pageFolder' | 'hosts'>,
): Express {
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.use(guard({ hosts }))
  app.use('/api', carrierApi(world))
  app.use('/relay-bins', keptScripts(world))
  app.use('/emulator', controlPlane(world))
  app.use('/assets', express.static(join(pageFolder, 'assets')))
  app.get('/', (_request, response) => {
    const page = join(pageFolder, 'index.html')
    if (existsSync(page)) response.sendFile(page)
    else
      response
        .type('html')
        .send(
          '<!doctype html><title>Virtual phones</title><p>The page of virtual phones is not built yet: run <code>npm run build</code> and load this page again.</p>',
        )
  })
  return app
}
