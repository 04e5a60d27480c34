import { z } from 'zod'
import type { Variables } from '../../env.ts'
import { withoutSlashes } from '../../without-slashes.ts'
import { fetchFile } from './fetch-file.ts'
import type { Wheel } from './tools.ts'
import { verified } from './verified.ts'

const page = z.object({ files: z.array(z.object({ filename: z.string(), url: z.string() })) })

/**
 * Fetches a wheel from the index that PIP_INDEX_URL names (by default the public one), by the JSON form of its simple
 * pages (https://peps.python.org/pep-0691/). Credentials in that URL are sent to the index's own host and nowhere else.
 */
export async function downloadFromIndex(project: string, wheel: Wheel, variables: Variables): Promise<Buffer> {
  const index = new URL(variables['PIP_INDEX_URL'] || 'https://pypi.org/simple')
  const credentials = takeCredentials(index)
  const address = new URL(`${withoutSlashes(index.href)}/${project}/`)
  const headersFor = (target: URL): Readonly<Record<string, string>> =>
    credentials !== undefined && target.host === index.host ? { authorization: credentials } : {}

  const accept = 'application/vnd.pypi.simple.v1+json'
  const listing = await fetchFile(address, { firstAnswerWithin: 10_000, headers: { accept, ...headersFor(address) } })
  const named = page.parse(JSON.parse(listing.toString('utf8'))).files.find((file) => file.filename === wheel.file)
  if (named === undefined) throw new Error(`${index.host} does not offer ${wheel.file}`)
  const file = new URL(named.url, address)
  return verified(await fetchFile(file, { firstAnswerWithin: 15_000, headers: headersFor(file) }), wheel)
}

/** fetch refuses an address with a user in it: the user moves into a header. */
function takeCredentials(address: URL): string | undefined {
  if (address.username === '') return undefined
  const user = `${decodeURIComponent(address.username)}:${decodeURIComponent(address.password)}`
  address.username = ''
  address.password = ''
  return `Basic ${Buffer.from(user).toString('base64')}`
}
