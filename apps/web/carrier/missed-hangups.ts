import type { Logger } from 'pino'
import type { CallKey } from '#infra/call-store/store.ts'
import { openLegs, watchedOrganisations } from '#infra/db/call/open-legs.ts'
import type { Database } from '#infra/db/orm.ts'
import type { SignalWire } from '#infra/signalwire/client.ts'
import { endedAtInLog } from '#infra/signalwire/spellings.ts'
import { inOrganisation } from '#infra/temporal/organisation-scope.ts'
import type { Callbacks } from './callbacks.ts'

export interface MissedHangupsDeps {
  readonly db: Database
  readonly carrier: Pick<SignalWire, 'log'>
  readonly callbacks: Pick<Callbacks, 'callerLeft'>
  readonly log: Logger
}

/**
 * The carrier reports the end of a caller for a second or two and then no more: whoever hung up while no web was up is
 * asked for when one begins, so that phones do not ring on until the watch looks. Never throws.
 */
export async function reconcileMissedHangups({ db, carrier, callbacks, log }: MissedHangupsDeps): Promise<void> {
  try {
    for (const organisation of await watchedOrganisations(db, LIMITS)) {
      const calls = await openLegs(db, { organisation, ...LIMITS })
      const live = calls.filter(
        ({ open, callerLeftAt, legs }) => open && callerLeftAt === null && legs.some(({ state }) => state !== 'joined'),
      )
      for (let at = 0; at < live.length; at += AT_ONCE) {
        await Promise.all(
          live
            .slice(at, at + AT_ONCE)
            .map(({ call, arrivedAt }) => inOrganisation(organisation, () => hear({ organisation, call }, arrivedAt))),
        )
      }
    }
  } catch (error) {
    log.warn(
      { error },
      'Whether callers have hung up in the meantime could not be asked; the watch over the carrier does',
    )
  }

  async function hear(key: CallKey, arrivedAt: number): Promise<void> {
    const entry = await carrier.log(key.call)
    if (entry?.state === 'ended') await callbacks.callerLeft(key, endedAtInLog(entry, arrivedAt) ?? Date.now())
  }
}

const LIMITS = { timeout: 3000 } as const
/** Questions to the carrier at the same time. */
const AT_ONCE = 10
