import { z } from 'zod'
import { startEmulator } from './start.ts'

/** The emulator's own settings; it is started alone and knows of no others. */
const environment = z.object({
  EMULATOR_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  EMULATOR_LISTEN: z.union([z.ipv4(), z.ipv6()]).optional(),
  EMULATOR_HOSTS: z
    .string()
    .transform((list) =>
      list
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== ''),
    )
    .optional(),
  EMULATOR_PROJECT: z.string().min(1).optional(),
  EMULATOR_TOKEN: z.string().min(1).optional(),
  EMULATOR_SIGNING_KEY: z.string().min(1).optional(),
  EMULATOR_CALLS_PER_SECOND: z
    .union([z.literal('none').transform(() => null), z.coerce.number().positive()])
    .optional(),
  EMULATOR_DATA: z.string().min(1).optional(),
  AI_BASE_URL: z.url({ protocol: /^https?$/ }).optional(),
  AI_MODEL: z.string().min(1).default('default'),
  AI_API_KEY: z.string().default(''),
})

const read = environment.safeParse(process.env)
if (!read.success) {
  console.error(
    `Emulator: correct ${read.error.issues.map((issue) => `${issue.path.join('.')} (${issue.message})`).join(', ')} and start again.`,
  )
  process.exit(1)
}
const settings = read.data
const emulator = await startEmulator({
  port: settings.EMULATOR_PORT,
  listen: settings.EMULATOR_LISTEN,
  hosts: settings.EMULATOR_HOSTS,
  project: settings.EMULATOR_PROJECT,
  token: settings.EMULATOR_TOKEN,
  signingKey: settings.EMULATOR_SIGNING_KEY,
  callsPerSecond: settings.EMULATOR_CALLS_PER_SECOND,
  dataFolder: settings.EMULATOR_DATA,
  model:
    settings.AI_BASE_URL === undefined
      ? null
      : { baseUrl: settings.AI_BASE_URL, name: settings.AI_MODEL, key: settings.AI_API_KEY },
}).catch((error: unknown) => {
  const why = error instanceof Error ? error.message : String(error)
  console.error(`Emulator: cannot listen (${why}). Free the port, or choose another with EMULATOR_PORT.`)
  process.exit(1)
})
console.log(`Emulator: virtual phones and carrier at ${emulator.url}`)
if (settings.EMULATOR_LISTEN !== undefined && !/^(127\.|::1$)/.test(settings.EMULATOR_LISTEN)) {
  console.warn(
    `Emulator: everybody who reaches ${settings.EMULATOR_LISTEN} over the network can hear its calls, and place and answer them.`,
  )
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    void emulator.close().then(() => process.exit(0))
    setTimeout(() => process.exit(0), 1500).unref()
  })
}
