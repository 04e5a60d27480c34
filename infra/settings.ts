import { isAbsolute, join } from 'node:path'
import { z } from 'zod'
import { demoAccount } from './carrier-secrets.ts'
import { trustedProxies } from './trusted-proxies.ts'
import { withoutSlashes } from './without-slashes.ts'

/** All settings of Ringdown, with defaults applied; what stays undefined has no default. */
export type Settings = z.output<ReturnType<typeof settingsSchema>>

/** One of the keys that encrypt what Temporal stores; the first of the list encrypts, all of them decrypt. */
export interface PayloadKey {
  readonly id: string
  /** 32 bytes, for AES-256-GCM. */
  readonly key: Uint8Array
}

/** The schema of all variables. Folders that are not absolute are taken from `root`. */
export function settingsSchema(root: string) {
  const absolute = (folder: string) => (isAbsolute(folder) ? folder : join(root, folder))
  return z.object(variables).transform((said) => {
    const dataDir = absolute(said.DATA_DIR)
    const emulator = `http://localhost:${said.EMULATOR_PORT}`
    return {
      ...said,
      DATA_DIR: dataDir,
      FILES_DIR: said.FILES_DIR === undefined ? join(dataDir, 'files') : absolute(said.FILES_DIR),
      PUBLIC_URL: said.PUBLIC_URL ?? `http://localhost:${said.WEB_PORT}`,
      SIGNALWIRE_BASE_URL: said.SIGNALWIRE_BASE_URL ?? emulator,
      SIGNALWIRE_SPECS: absolute(said.SIGNALWIRE_SPECS),
      TEMPORAL_TLS: said.TEMPORAL_TLS ?? said.TEMPORAL_API_KEY !== undefined,
    }
  })
}

/** The text of .env.example: every variable with its meaning and default, all commented out. */
export function exampleFile(): string {
  const head =
    '# Everything has a default that suits a laptop: `npm start` needs no .env at all.\n' +
    '# To change something, copy this file to .env and uncomment the line.\n' +
    '# This file is generated: `node infra/env.ts --example > .env.example`.\n'
  const entries = Object.entries(variables).map(([name, schema]) => {
    const { description = '', example = '' } = schema.meta() ?? {}
    return `${wrap(description)}\n# ${name}=${String(example)}\n`
  })
  return [head, ...entries].join('\n')
}

/** The names of all variables, so that what needs none of them can be started without them. */
export const variableNames = (): readonly string[] => Object.keys(variables)

function wrap(text: string): string {
  const lines = ['#']
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? ''
    if (last.length + word.length + 1 > 100) lines.push(`# ${word}`)
    else lines[lines.length - 1] = `${last} ${word}`
  }
  return lines.join('\n')
}

const url = (what: string, ...protocols: string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    error: `must be ${what}`,
  })
const database = url(
  'a PostgreSQL address, such as postgres://user:password@host:5432/ringdown',
  'postgres:',
  'postgresql:',
)
const site = url('an http or https address, such as https://phone.example.com', 'http:', 'https:').transform(
  withoutSlashes,
)
const port = z.coerce
  .number({ error: 'must be a port number' })
  .int('must be a port number')
  .min(0)
  .max(65_535, 'must be a port number, at most 65535')
const flag = z
  .enum(['true', 'false', '1', '0'], { error: 'must be true or false' })
  .transform((word) => word === 'true' || word === '1')
const proxies = z.string().superRefine((text, context) => {
  try {
    trustedProxies(text)
  } catch (error) {
    context.addIssue(
      `must be addresses and networks of proxies, separated by commas, such as 127.0.0.1,10.0.0.0/8; ${String(error instanceof Error ? error.message : error)}`,
    )
  }
})
const origins = z
  .string()
  .default('')
  .transform((text, context): readonly string[] =>
    text
      .split(',')
      .map((entry) => entry.trim())
      .filter((entry) => entry !== '')
      .map((entry) => {
        const origin = URL.canParse(entry) ? new URL(entry).origin : null
        if (origin === null || !/^https?:\/\//.test(origin) || withoutSlashes(entry) !== origin)
          context.addIssue('must be origins separated by commas, such as http://crm.internal:8080')
        return origin ?? entry
      }),
  )
const payloadKeys = z.string().transform((text, context): readonly PayloadKey[] =>
  text.split(',').map((entry) => {
    const [id = '', encoded = ''] = entry.trim().split(':')
    const key = Uint8Array.from(Buffer.from(encoded, 'base64'))
    if (id === '' || key.length !== 32) {
      context.addIssue('each key must be id:base64 of 32 bytes; make one with `echo "k1:$(openssl rand -base64 32)"`')
    }
    return { id, key }
  }),
)

const variables = {
  NODE_ENV: z
    .enum(['production', 'development', 'test'], { error: 'must be production, development or test' })
    .default('production')
    .meta({
      description: 'How the web runs: `production` serves the build, `development` (npm run dev) serves the sources.',
      example: 'production',
    }),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
      error: 'must be trace, debug, info, warn, error, fatal or silent',
    })
    .default('info')
    .meta({ description: 'How much is written to the logs in DATA_DIR/logs.', example: 'info' }),
  DATA_DIR: z.string().default('.data').meta({
    description: 'Folder of everything that npm start keeps: database, Temporal, logs, audio, secrets.',
    example: '.data',
  }),
  FILES_DIR: z.string().optional().meta({
    description: 'Folder of recordings and exported histories; by default `files` in DATA_DIR.',
    example: '.data/files',
  }),
  WEB_PORT: port.default(3000).meta({ description: 'Port of the web.', example: 3000 }),
  EMULATOR_PORT: port
    .default(3010)
    .meta({ description: "Port of the carrier's emulator and its page of virtual phones.", example: 3010 }),
  TEMPORAL_PORT: port
    .default(7233)
    .meta({ description: 'Port of the Temporal server that npm start runs.', example: 7233 }),
  TEMPORAL_UI_PORT: port
    .default(8233)
    .meta({ description: 'Port of the web pages of that Temporal server.', example: 8233 }),
  TEMPORAL_UI_URL: site.optional().meta({
    description:
      "The address of your own Temporal's web pages, which may then ask PUBLIC_URL/temporal/decode to decode for owners and auditors; by default http://localhost:TEMPORAL_UI_PORT. Browsers send our cookie only if both addresses belong to one site.",
    example: 'https://temporal.example.com',
  }),
  PUBLIC_URL: site.optional().meta({
    description:
      'The address under which the carrier and the browsers reach the web, exactly as they see it: request signatures depend on it. By default http://localhost:WEB_PORT.',
    example: 'https://phone.example.com',
  }),
  TRUSTED_PROXIES: proxies.default('').meta({
    description:
      'Addresses and networks of the proxies in front of the web, whose X-Forwarded-For header is trusted; sign-in attempts are counted for the address that it names. Without it, no header is trusted, and behind a proxy all browsers count as one. Name no network from which clients connect directly.',
    example: '127.0.0.1,10.0.0.0/8',
  }),
  DATABASE_URL: database.optional().meta({
    description:
      'Your own PostgreSQL (15 or later), as the role that owns the tables and migrates them. Without it, npm start runs one of its own.',
    example: 'postgres://ringdown:password@localhost:5432/ringdown',
  }),
  DATABASE_APP_URL: database.optional().meta({
    description:
      "The same database, as the role that the web and the worker use. It must own nothing and have neither SUPERUSER nor BYPASSRLS: create role ringdown_app login password '…' nosuperuser nobypassrls. Needed with DATABASE_URL.",
    example: 'postgres://ringdown_app:password@localhost:5432/ringdown',
  }),
  DATABASE_IDENTITY_URL: database.optional().meta({
    description:
      "The same database, as the role of sign-in, which sees the schema identity and nothing else: create role ringdown_identity login password '…' nosuperuser nobypassrls. Needed with DATABASE_URL.",
    example: 'postgres://ringdown_identity:password@localhost:5432/ringdown',
  }),
  TEMPORAL_ADDRESS: z
    .string()
    .regex(/^[^\s/]+:\d+$/, 'must be host:port, such as localhost:7233')
    .optional()
    .meta({
      description:
        'Your own Temporal cluster or Temporal Cloud, as host:port. Without it, npm start runs a server of its own.',
      example: 'localhost:7233',
    }),
  TEMPORAL_NAMESPACE: z
    .string()
    .default('default')
    .meta({ description: 'The namespace in Temporal.', example: 'default' }),
  TEMPORAL_API_KEY: z.string().optional().meta({ description: 'The API key, for Temporal Cloud.', example: '' }),
  TEMPORAL_TLS: flag
    .optional()
    .meta({ description: 'Whether to speak TLS with Temporal; by default only with an API key.', example: 'false' }),
  WORKER_VERSIONING: flag.optional().meta({
    description:
      "Whether calls stay with the release of the worker that began them, while new calls go to a newer one (Temporal's Worker Versioning). By default on where you run the workers yourself, and off under npm start, which runs one release at a time.",
    example: 'true',
  }),
  TOKEN_SECRET: z
    .string()
    .min(32, 'must have at least 32 characters; make one with `openssl rand -hex 32`')
    .optional()
    .meta({
      description:
        'Secret behind the tokens in the addresses that the carrier calls. npm start makes one and keeps it in DATA_DIR/secrets.json.',
      example: '',
    }),
  PAYLOAD_KEYS: payloadKeys.optional().meta({
    description:
      'Keys that encrypt what Temporal stores, as id:base64 of 32 bytes, separated by commas: the first encrypts, all decrypt. npm start makes one and keeps it in DATA_DIR/secrets.json.',
    example: '',
  }),
  SMTP_URL: url('an SMTP address, such as smtp://user:password@smtp.example.com:587', 'smtp:', 'smtps:')
    .optional()
    .meta({
      description:
        'The server that sends our e-mail: invitations and new passwords. Without it, the demo shows them on its page /mail, and outside the demo none are sent.',
      example: 'smtp://user:password@smtp.example.com:587',
    }),
  MAIL_FROM: z
    .string()
    .default('Ringdown <ringdown@localhost>')
    .meta({ description: 'The sender of our e-mail.', example: 'Ringdown <phone@example.com>' }),
  SIGNALWIRE_BASE_URL: site.optional().meta({
    description: "The carrier's address; by default the emulator's, http://localhost:EMULATOR_PORT.",
    example: 'https://yourspace.signalwire.com',
  }),
  SIGNALWIRE_PROJECT: z.string().default(demoAccount.SIGNALWIRE_PROJECT).meta({
    description:
      'Project id at the carrier. With a carrier other than the emulator it must be set, like the next two: their defaults are published.',
    example: demoAccount.SIGNALWIRE_PROJECT,
  }),
  SIGNALWIRE_TOKEN: z
    .string()
    .default(demoAccount.SIGNALWIRE_TOKEN)
    .meta({ description: 'API token at the carrier.', example: demoAccount.SIGNALWIRE_TOKEN }),
  SIGNALWIRE_SIGNING_KEY: z.string().default(demoAccount.SIGNALWIRE_SIGNING_KEY).meta({
    description: 'Key with which the carrier signs its requests (in its dashboard: API, signing key).',
    example: demoAccount.SIGNALWIRE_SIGNING_KEY,
  }),
  SIGNALWIRE_SIGNING_KEY_PREVIOUS: z
    .string()
    .optional()
    .meta({ description: 'The signing key before that, accepted as well while you change keys.', example: '' }),
  SIGNALWIRE_SPECS: z.string().default('../shared/signalwire-specs').meta({
    description:
      "Folder with the carrier's public specifications, for the tests of the emulator; without it those tests use the schema in the project and say so.",
    example: '../shared/signalwire-specs',
  }),
  WEBHOOKS_NEARBY: origins.meta({
    description:
      'Web services on this machine or in your own network that webhooks of flows may ask, as origins separated by commas; anything else that is not on the public internet is refused.',
    example: 'http://crm.internal:8080',
  }),
  CHROMIUM_PATH: z
    .string()
    .optional()
    .meta({ description: 'A Chromium for the tests that look at pages.', example: '/usr/bin/chromium' }),
  BENCH: flag
    .default(false)
    .meta({ description: 'Set by npm run bench: leaves out what would disturb a measurement.', example: 'false' }),
} as const
