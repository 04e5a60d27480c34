// Adds to package-lock.json the optional packages of other platforms that npm left out of it, because the registry in
// use at that time did not serve them. Without them `npm ci` refuses the lock, here and everywhere. Each entry gets the
// hash of its package, so that nobody can serve another one under its name.
// Run after each `npm install`: `node infra/tools/complete-lock.js` (with --check it only reports). Plain JavaScript, no packages.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'

const file = new URL('../../package-lock.json', import.meta.url)
const lock = JSON.parse(readFileSync(file, 'utf8'))
const missing = missingPackages(lock.packages)
const unhashed = Object.entries(lock.packages).flatMap(([place, entry]) =>
  place !== '' && entry.integrity === undefined ? [place] : [],
)
const strayed = strayedLists(
  lock.packages[''],
  JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')),
)

if (strayed.length > 0) {
  console.error(
    `package-lock.json does not follow package.json (${strayed.join(', ')}); run \`npm install\`, then \`node infra/tools/complete-lock.js\`.`,
  )
  process.exitCode = 1
} else if (missing.size === 0 && unhashed.length === 0) {
  console.log('The lock is complete.')
} else if (process.argv.includes('--check')) {
  console.error(
    `The lock lacks ${missing.size} optional packages and ${unhashed.length} hashes; run \`node infra/tools/complete-lock.js\`: ${[...missing.keys(), ...unhashed].join(', ')}`,
  )
  process.exitCode = 1
} else {
  const root = lock.packages['']
  const packages = { ...lock.packages, ...Object.fromEntries(missing) }
  delete packages['']
  const sorted = Object.fromEntries(Object.entries(packages).sort(([one], [other]) => one.localeCompare(other, 'en')))
  for (const place of [...missing.keys(), ...unhashed]) sorted[place].integrity = hashOf(place, sorted[place].version)
  lock.packages = { '': root, ...sorted }
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
  console.log(
    `${missing.size} optional packages of other platforms and ${missing.size + unhashed.length} hashes were added to the lock.`,
  )
}

/** What the registry says of this very version. @throws Error when it serves no such package; then nothing is written. */
function hashOf(place, version) {
  const name = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length)
  const said = execFileSync('npm', ['view', `${name}@${version}`, 'dist.integrity'], {
    encoding: 'utf8',
    shell: process.platform === 'win32',
  }).trim()
  if (!said.startsWith('sha512-')) throw new Error(`The registry has no hash of ${name}@${version}.`)
  return said
}

/** Every optional dependency that is named in the lock and found nowhere that Node would look, as lock entries. */
function missingPackages(packages) {
  const found = new Map()
  for (const [place, entry] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (isResolved(packages, place, name)) continue
      found.set(`node_modules/${name}`, { version: exact(version), optional: true, ...platformOf(name) })
    }
  }
  return found
}

/** The lists of dependencies in which the lock's idea of this package differs from package.json. */
function strayedLists(locked, manifest) {
  const spell = (list = {}) =>
    JSON.stringify(
      Object.keys(list)
        .sort((one, other) => one.localeCompare(other, 'en'))
        .map((name) => [name, list[name]]),
    )
  return ['dependencies', 'devDependencies', 'optionalDependencies'].filter(
    (name) => spell(locked[name]) !== spell(manifest[name]),
  )
}

/** Looks as Node does: beside the package itself, then beside each of its parents, up to the root. */
function isResolved(packages, place, name) {
  for (let folder = place; ; folder = folder.slice(0, Math.max(folder.lastIndexOf('/node_modules/'), 0))) {
    if (packages[`${folder}/node_modules/${name}`.replace(/^\//, '')] !== undefined) return true
    if (folder === '') return false
  }
}

function exact(range) {
  return range.replace(/^[\^~]/, '')
}

/** os, cpu and libc as npm knows them, read from a name such as @swc/core-win32-x64-msvc; unknown means "never install". */
function platformOf(name) {
  const words = name.split(/[^a-z0-9]+/i)
  const libc = words.some((word) => word.startsWith('musl'))
    ? ['musl']
    : words.some((word) => word.startsWith('gnu'))
      ? ['glibc']
      : undefined
  const systems = {
    win: 'win32',
    windows: 'win32',
    win32: 'win32',
    darwin: 'darwin',
    linux: 'linux',
    android: 'android',
    freebsd: 'freebsd',
    netbsd: 'netbsd',
    openbsd: 'openbsd',
    openharmony: 'openharmony',
    sunos: 'sunos',
    aix: 'aix',
  }
  const processors = ['x64', 'arm64', 'ia32', 'arm', 'ppc64', 's390x', 'riscv64', 'loong64', 'mips64el', 'wasm32']
  const os = words.map((word) => systems[word]).find((word) => word !== undefined) ?? 'none'
  const cpu = processors.find((processor) => words.includes(processor)) ?? 'none'
  return { os: [os], cpu: [cpu], ...(os === 'linux' && libc !== undefined && { libc }) }
}
