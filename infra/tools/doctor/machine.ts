import { createHash } from 'node:crypto'
import { accessSync, constants, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../env.ts'
import { callQueue } from '../../call-store/call-queue.ts'
import { mendSetAside, setAsideInWords } from '../../call-store/set-aside.ts'
import { isEmulated } from '../../emulated.ts'
import type { Settings } from '../../settings.ts'
import { isFree } from '../start/ports.ts'
import { runningHere } from '../start/run-record.ts'
import { ill, reasonOf, well, type Examination, type Finding } from './finding.ts'

/** What must be right about the machine itself: Node, the dependencies, the data folder, the ports. */
export function examineMachine(settings: Settings): readonly Examination[] {
  const { WEB_PORT, EMULATOR_PORT, TEMPORAL_PORT, TEMPORAL_UI_PORT } = settings
  const ownTemporal = settings.TEMPORAL_ADDRESS === undefined
  const ports = [
    { port: WEB_PORT, variable: 'WEB_PORT', needed: true },
    { port: EMULATOR_PORT, variable: 'EMULATOR_PORT', needed: isEmulated(settings) },
    { port: TEMPORAL_PORT, variable: 'TEMPORAL_PORT', needed: ownTemporal },
    { port: TEMPORAL_UI_PORT, variable: 'TEMPORAL_UI_PORT', needed: ownTemporal },
  ]
  return [
    { what: 'Node', look: async () => nodeVersion(process.versions.node) },
    { what: 'Dependencies', look: async () => dependencies() },
    { what: 'Data folder', look: async () => dataFolder(settings.DATA_DIR) },
    { what: 'Notes about calls', look: () => notesAboutCalls(settings.DATA_DIR) },
    ...ports
      .filter(({ needed }) => needed)
      .map(({ port, variable }) => ({ what: `Port ${port}`, look: () => portOf(settings, port, variable) })),
  ]
}

/** Type stripping and import.meta.main are there from 24.2 on. */
export function nodeVersion(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major > 24 || (major === 24 && minor >= 2)) return well(version)
  return ill(
    `${version} is too old`,
    'start through npm (`npm start`), which uses the Node that the project pins, or install Node 24.2 or later',
  )
}

function dependencies(): Finding {
  const stamp = join(projectRoot, 'node_modules/.installed')
  const wanted = createHash('sha256')
    .update(readFileSync(join(projectRoot, 'package-lock.json')))
    .digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return well('as package-lock.json says')
  return ill(
    'not those of package-lock.json',
    'run `node infra/tools/bootstrap.js` through npm: `npm start` or `npm test` do it',
  )
}

function dataFolder(folder: string): Finding {
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
    return well(folder)
  } catch (error) {
    return ill(`${folder} cannot be written: ${reasonOf(error)}`, 'set DATA_DIR to a folder of yours')
  }
}

/** What the web wrote to the disk while the database was away and could not bring there afterwards. */
async function notesAboutCalls(folder: string): Promise<Finding> {
  const queue = callQueue(folder)
  const aside = await setAsideInWords(queue)
  return aside === null ? well('none was set aside') : ill(aside, mendSetAside(queue))
}

async function portOf(settings: Settings, port: number, variable: string): Promise<Finding> {
  if (await isFree(port)) return well('free')
  if (runningHere(settings.DATA_DIR) !== undefined) return well('in use by the npm start that runs here')
  return ill('taken by another program', `end that program, or set ${variable} to another port`)
}
