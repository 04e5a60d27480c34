import { join } from 'node:path'
import { listen, type Listener } from '#infra/db/listen.ts'
import { openDatabase } from '#infra/db/orm.ts'
import { openFiles } from '#infra/files/files.ts'
import { openIdentity } from '#infra/identity/identity.ts'
import { invitationLetter } from '#infra/identity/invitations.ts'
import { openMailer } from '#infra/mail/mailer.ts'
import { Sealer } from '#infra/secrets/sealer.ts'
import { signalWire } from '#infra/signalwire/client.ts'
import { carrierUrls } from '#infra/signalwire/urls.ts'
import { payloadReader } from '#infra/temporal/readable-payloads.ts'
import { provisioning } from '../app/numbers/provision.server.ts'
import type { Services } from '../app/access/services.ts'
import { CARRIER_TROUBLE, type Given } from './given.ts'

export interface OpenServices {
  readonly services: Services
  close(): Promise<void>
}

/** Opens what the pages work with. None of it need be up yet. @throws Error that names a variable that is missing. */
export async function openServices({
  env,
  demo,
  tell,
  actOnCall,
}: Pick<Given, 'env' | 'demo' | 'tell' | 'actOnCall'>): Promise<OpenServices> {
  const {
    DATABASE_APP_URL,
    DATABASE_IDENTITY_URL,
    PUBLIC_URL,
    TOKEN_SECRET,
    FILES_DIR,
    DATA_DIR,
    SMTP_URL,
    MAIL_FROM,
  } = env
  if (DATABASE_IDENTITY_URL === undefined) {
    throw new Error(
      'DATABASE_IDENTITY_URL is not set: sign-in needs the database with a role of its own (.env.example describes it).',
    )
  }
  const db = await openDatabase({ url: DATABASE_APP_URL, onTrouble: tell })
  const mailer = openMailer({ smtpUrl: SMTP_URL, from: MAIL_FROM, folder: demo ? join(DATA_DIR, 'mail') : null })
  const identity = openIdentity({
    url: DATABASE_IDENTITY_URL,
    publicUrl: PUBLIC_URL,
    secret: TOKEN_SECRET,
    demo,
    send: (letter) => mailer.send(letter),
    onTrouble: tell,
  })
  const carrier = signalWire({
    baseUrl: env.SIGNALWIRE_BASE_URL,
    project: env.SIGNALWIRE_PROJECT,
    token: env.SIGNALWIRE_TOKEN,
    onTrouble: (message) => tell(`${CARRIER_TROUBLE}${message}`),
  })
  const urls = carrierUrls({ publicUrl: PUBLIC_URL, secret: TOKEN_SECRET })
  const listeners = new Set<Listener>()
  const services: Services = {
    db,
    files: openFiles(FILES_DIR),
    provision: provisioning({ carrier, urls, buy: false }), // a page never spends money by itself
    carrier,
    actOnCall,
    listen(options) {
      const listener = listen({ onTrouble: tell, ...options, url: DATABASE_APP_URL })
      listeners.add(listener)
      return listener
    },
    identity,
    invite: (invitation) =>
      mailer.send(invitationLetter(invitation, { publicUrl: PUBLIC_URL, secret: identity.secretFor('invitations') })),
    mailer,
    demo,
    publicUrl: PUBLIC_URL,
    sealer: new Sealer(env.PAYLOAD_KEYS),
    payloads: payloadReader(env.PAYLOAD_KEYS),
    temporalPages: temporalPages(env),
  }
  return {
    services,
    close: async () => {
      await Promise.allSettled([...[...listeners].map((listener) => listener.close()), db.close(), identity.close()])
    },
  }
}

/** Those of the server that npm start runs, under both names of this machine, or the ones that a variable names. */
function temporalPages({ TEMPORAL_UI_URL, TEMPORAL_UI_PORT }: Given['env']): readonly string[] {
  if (TEMPORAL_UI_URL !== undefined) return [new URL(TEMPORAL_UI_URL).origin]
  return ['localhost', '127.0.0.1'].map((host) => `http://${host}:${TEMPORAL_UI_PORT}`)
}
