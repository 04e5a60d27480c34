// Runs on whatever Node a stranger has (20 or later), before anything is installed: plain JavaScript, no packages.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = new URL('../../', import.meta.url)
const stamp = new URL('node_modules/.installed', root)
const lock = readFileSync(new URL('package-lock.json', root))
const wanted = createHash('sha256').update(lock).digest('hex')

if (!isInstalled()) install()
requirePinnedNode()

/** The stamp says which lock was installed; the folders say that nobody deleted half of it since. */
function isInstalled() {
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) return false
  const manifest = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'))
  const direct = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies })
  return direct.every((name) => existsSync(new URL(`node_modules/${name}/package.json`, root)))
}

function install() {
  const npm = process.env['npm_execpath'] // npm's own cli.js, so that no shell is needed, on Windows neither
  if (npm === undefined)
    stop('The dependencies are missing or stale. Run `npm ci`, or start through npm (`npm start`, `npm test`).')
  console.log(
    'Installing the dependencies that package-lock.json names (about 600 packages, 0.8 GB on disk, one to two minutes) …',
  )
  const began = Date.now()
  const arguments_ = [npm, 'ci', '--no-audit', '--no-fund', '--loglevel=error']
  const run = spawnSync(process.execPath, arguments_, { cwd: fileURLToPath(root), stdio: 'inherit' })
  if (run.status !== 0)
    stop('The dependencies could not be installed: npm says above why. Mend that and run the command again.')
  writeFileSync(stamp, wanted)
  console.log(`Dependencies installed in ${Math.round((Date.now() - began) / 1000)} s.`)
}

/** npm puts node_modules/.bin first on PATH, so the command after this one runs on the pinned Node if it is there. */
function requirePinnedNode() {
  const pinned = ['node', 'node.cmd'].some((name) => existsSync(new URL(`node_modules/.bin/${name}`, root)))
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const ownIsFit = major > 24 || (major === 24 && minor >= 2)
  if (pinned || ownIsFit) return
  stop(
    `No Node 24 was installed for ${process.platform} on ${process.arch}, and yours is ${process.version}. ` +
      'Install Node 24.2 or later, or run `npm ci` without --omit=optional.',
  )
}

/** @returns {never} */
function stop(sentence) {
  console.error(sentence)
  process.exit(1)
}
