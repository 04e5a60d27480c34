import { randomBytes } from 'node:crypto'
import type { Sealer } from '../../secrets/sealer.ts'
import type { EntityManager } from '../orm.ts'
import { SigningKey } from './signing-key.ts'

/**
 * What an organisation's webhooks are signed with, as its receivers are given it (Standard Webhooks: `whsec_` and 32 bytes in
 * base64). It is made the first time that somebody asks.
 */
export async function signingSecret(
  em: EntityManager,
  { organisation, sealer }: { readonly organisation: string; readonly sealer: Sealer },
): Promise<string> {
  const known = await madeSigningSecret(em, { organisation, sealer })
  if (known !== null) return known
  const about = { organisation, purpose: PURPOSE }
  const fresh = { organisation, sealed: sealer.seal(about, newSigningSecret()) }
  await em.upsert(SigningKey, fresh, { onConflictFields: ['organisation'], onConflictAction: 'ignore' })
  // somebody else may have been first
  const row = await em.findOneOrFail(SigningKey, { organisation }, { refresh: true })
  return sealer.open(about, row.sealed)
}

/** The same, for whoever only looks; null while nobody has needed it. */
export async function madeSigningSecret(
  em: EntityManager,
  { organisation, sealer }: { readonly organisation: string; readonly sealer: Sealer },
): Promise<string | null> {
  const row = await em.findOne(SigningKey, { organisation })
  return row && sealer.open({ organisation, purpose: PURPOSE }, row.sealed)
}

/** Another one in its place, from the next webhook on. */
export async function renewSigningSecret(
  em: EntityManager,
  { organisation, sealer }: { readonly organisation: string; readonly sealer: Sealer },
): Promise<string> {
  await signingSecret(em, { organisation, sealer })
  const row = await em.findOneOrFail(SigningKey, { organisation })
  row.sealed = sealer.seal({ organisation, purpose: PURPOSE }, newSigningSecret())
  row.madeAt = new Date()
  return row.id
}

const PURPOSE = 'signing key of webhooks'

function newSigningSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`
}
