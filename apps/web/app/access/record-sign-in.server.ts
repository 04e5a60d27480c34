import type { DoneBy } from '#infra/db/deed.ts'
import { recordAttempt, type OwnAttempt } from '#infra/db/deeds/record-attempt.ts'
import type { Deed } from '#infra/db/deeds/kinds.ts'
import { recordDeed } from '#infra/db/deeds/record-deed.ts'
import { browserName } from '../words/browser-name.ts'
import type { Services } from './services.ts'

/** What pages ask of sign-in. */
export type IdentityPath =
  | '/sign-in/email'
  | '/sign-out'
  | '/two-factor/verify-totp'
  | '/two-factor/verify-backup-code'
  | '/two-factor/enable'
  | '/two-factor/disable'
  | '/two-factor/generate-backup-codes'
  | '/change-password'
  | '/verify-password'
  | '/change-email'
  | '/update-user'
  | '/request-password-reset'
  | '/reset-password'
  | '/revoke-other-sessions'

/** A question to sign-in that was answered. */
export interface AskedIdentity {
  readonly path: IdentityPath
  readonly status: number
  /** The password was right, and a code is asked for. */
  readonly awaitsCode: boolean
  /** Whether the browser was signed in when it asked. */
  readonly wasSignedIn: boolean
  readonly account: string
  readonly address: string
  readonly userAgent: string
}

/** A deed of somebody's own login that is recorded once it is done. */
type DoneDeed = Extract<Deed, { readonly kind: 'sign-in.done' | 'sign-in.signed-out' }>

/**
 * Records in every organisation of a login that it was signed in or out with, and what was tried with it in vain. What
 * changes a login is a deed (`infra/deeds/login/`); this is none: who signs in has no role before it is done, nobody is
 * kept signed in because the record cannot be written, and what fails is done by nobody. A success is on record before
 * its cookies are handed out. Nobody waits for what failed: an answer that took longer would tell that the address is known.
 */
export async function recordSignIn(
  { db, identity }: Pick<Services, 'db' | 'identity'>,
  asked: AskedIdentity,
  tell: (message: string) => void,
): Promise<void> {
  const deed = deedOf(asked)
  if (deed === null) return
  if (typeof deed !== 'string') return recordOwnDeed({ db, identity }, { ...asked, deed })
  void recordFailure({ db, identity }, { ...asked, deed, tell }).catch((error: unknown) =>
    tell(`A sign-in that failed could not be recorded: ${error instanceof Error ? error.message : String(error)}`),
  )
}

/** Records a deed of somebody's own login in every organisation that they belong to. */
async function recordOwnDeed(
  { db, identity }: Pick<Services, 'db' | 'identity'>,
  { account, address, deed }: { readonly account: string; readonly address: string; readonly deed: DoneDeed },
): Promise<void> {
  for (const { organisation, member } of await identity.memberships(account)) {
    await db.withOrganisation(organisation.id, (em) =>
      recordDeed(em, { ...deed, by: { organisation: organisation.id, actor: member, address } }),
    )
  }
}

function deedOf({ path, status, awaitsCode, wasSignedIn, userAgent }: AskedIdentity): DoneDeed | Attempted | null {
  if (status >= 500) return null // the fault is ours, and nothing was looked at
  const isDone = status === 200
  const browser = [null, browserName(userAgent)] as const
  switch (path) {
    case '/sign-in/email':
      if (!isDone) return 'failed'
      return awaitsCode ? null : { kind: 'sign-in.done', changed: { 'second factor': [null, 'none'], browser } }
    case '/two-factor/verify-totp':
    case '/two-factor/verify-backup-code': {
      if (wasSignedIn) return isDone ? null : ownAttempt(status, 'sign-in.own-code-wrong') // what is done is a deed of its own
      if (!isDone) return 'failed'
      return {
        kind: 'sign-in.done',
        changed: {
          'second factor': [null, path === '/two-factor/verify-totp' ? 'a code' : 'a recovery code'],
          browser,
        },
      }
    }
    case '/request-password-reset':
      return isDone ? 'reset-asked' : null
    case '/sign-out':
      return isDone ? { kind: 'sign-in.signed-out', changed: {} } : null
    case '/change-password':
    case '/verify-password':
    case '/two-factor/enable':
    case '/two-factor/disable':
    case '/two-factor/generate-backup-codes':
      // whoever sits at somebody's browser may guess their password here as well; what is done is a deed of its own
      return isDone || !wasSignedIn ? null : ownAttempt(status, 'sign-in.own-password-wrong')
    case '/change-email':
    case '/update-user':
    case '/reset-password':
    case '/revoke-other-sessions':
      return null // asks for nothing that could be guessed
  }
}

type Attempted = 'failed' | 'reset-asked' | OwnAttempt

function ownAttempt(status: number, wrong: OwnAttempt): OwnAttempt {
  return status === 429 ? 'sign-in.own-held-up' : wrong
}

interface Failure extends AskedIdentity {
  readonly deed: Attempted
  tell(message: string): void
}

async function recordFailure(
  { db, identity }: Pick<Services, 'db' | 'identity'>,
  { deed, path, status, account, address, userAgent, tell }: Failure,
): Promise<void> {
  const known = await identity.memberships(account)
  if (known.length === 0 && deed === 'failed') countStranger(tell)
  const why =
    status === 429 ? 'too many tries' : path.startsWith('/two-factor/verify') ? 'wrong code' : 'wrong password'
  const browser = browserName(userAgent)
  const isOwn = deed !== 'failed' && deed !== 'reset-asked'
  for (const { organisation, member, name } of known) {
    const by: DoneBy = {
      organisation: organisation.id,
      address,
      ...(isOwn ? { actor: member } : { actor: null, called: 'Somebody' }),
    }
    const what =
      deed === 'failed'
        ? ({ kind: 'sign-in.failed', why, browser } as const)
        : deed === 'reset-asked'
          ? ({ kind: 'sign-in.reset-asked' } as const)
          : { kind: deed, browser }
    await recordAttempt(db, { by, on: { id: member, name }, what })
  }
}

/** Addresses that nobody has belong to no organisation: their failures are only counted, and told to the log, at most once a minute. */
function countStranger(tell: (message: string) => void, now = Date.now()): void {
  strangers.count += 1
  if (now - strangers.toldAt < 60_000 || strangers.count < WORTH_TELLING) return
  tell(`${strangers.count} sign-ins failed for addresses that nobody here has.`)
  Object.assign(strangers, { count: 0, toldAt: now })
}

const WORTH_TELLING = 20
const strangers = { count: 0, toldAt: 0 }
