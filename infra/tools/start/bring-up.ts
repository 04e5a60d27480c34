import { requireOwnCarrierSecrets } from '../../carrier-secrets.ts'
import { isEmulated } from '../../emulated.ts'
import { inheritedVariables } from '../../env.ts'
import type { Settings } from '../../settings.ts'
import { build, isStale, phonesBuild, webBuild } from './build.ts'
import type { ChildPlan } from './child.ts'
import { startGround } from './ground.ts'
import { exposureOf } from './exposure.ts'
import { migrate, planProduct, seed } from './product.ts'
import type { Progress } from './progress.ts'
import type { Supervisor } from './supervisor.ts'

/** What everything is started with. */
export interface BringUpOptions {
  readonly settings: Settings
  readonly supervisor: Supervisor
  readonly progress: Progress
  /** With the sources watched instead of built. */
  readonly watch?: boolean
  /** Whether the demo's published logins work; see `isDemo`. */
  readonly demo?: boolean
  /** The address on which web and emulator listen; see `exposureOf`. */
  readonly host?: string | undefined
  /** Whether an app that does not start is reported and retried while the rest runs; else it fails the whole start. */
  readonly isPatient?: boolean
  /** For tests: a database that need not survive a power cut. */
  readonly throwaway?: boolean
}

/**
 * Starts the whole product, from the ground up: PostgreSQL, Temporal, migrations, the emulator with the demo data (only
 * if it is the carrier), the worker, the web. Returns when the web says that it is ready.
 * @throws Error with a sentence that says what went wrong; what was started is left to the supervisor.
 */
export async function bringUp({
  settings,
  supervisor,
  progress,
  watch = false,
  demo = isEmulated(settings),
  host = exposureOf(settings, { demo, host: undefined }).host,
  isPatient = false,
  throwaway = false,
}: BringUpOptions): Promise<void> {
  process.umask(0o077) // recordings, logs and databases name people: what we and our processes write is for our user alone
  requireOwnCarrierSecrets(settings)
  const ground = await startGround({ settings, supervisor, progress, throwaway })
  const product = planProduct(settings, ground, { demo, host })
  const start = (plan: ChildPlan) => (isPatient ? supervisor.startInTheEnd(plan) : supervisor.start(plan))
  await progress.step('Migrations', () => migrate(settings, ground))
  for (const built of watch ? [phonesBuild] : [phonesBuild, webBuild]) {
    if (isStale(built)) await progress.step(built.what, () => build(built))
  }
  if (isEmulated(settings)) {
    await progress.step(`The carrier's emulator on port ${settings.EMULATOR_PORT}`, () => start(product.emulator))
    await progress.step('Demo data', () => seed(settings, ground, { demo }))
  }
  await progress.step('The worker', () => start(product.worker))
  await progress.step(`The web on port ${settings.WEB_PORT}`, () => start(product.web))
}

/**
 * Whether this start is a demo, whose logins have a published password: with an invented carrier everything else is
 * invented too. Where somebody has said that this is production, it takes `--demo` as well.
 */
export function isDemo(
  settings: Settings,
  { flag, said = inheritedVariables()['NODE_ENV'] }: { readonly flag: boolean; readonly said?: string | undefined },
): boolean {
  return flag || (isEmulated(settings) && said !== 'production')
}
