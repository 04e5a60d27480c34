import { z } from 'zod'
import type { Variables } from '../../env.ts'
import { fetchFile, megabytes } from './fetch-file.ts'
import type { Tell, Tool } from './tools.ts'
import { untar } from './untar.ts'
import { unzip } from './unzip.ts'

const processors: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' }
const systems: Readonly<Record<string, string>> = { linux: 'linux', darwin: 'darwin', win32: 'windows' }
const answer = z.object({ archiveUrl: z.url(), fileToExtract: z.string() })

/**
 * Fetches a program where Temporal's SDKs do: temporal.download names an archive and the file in it
 * (sdk-core, ephemeral_server). There is no published hash; what vouches for it is TLS to Temporal's own host.
 * A network that swallows packets costs five seconds here, no more.
 */
export async function downloadOfficially(
  tool: Tool,
  _variables: Variables,
  tell: Tell,
  site = 'https://temporal.download',
): Promise<Buffer> {
  const processor = processors[process.arch]
  const system = systems[process.platform]
  if (processor === undefined || system === undefined)
    throw new Error(`Temporal offers no build for ${process.platform} on ${process.arch}`)
  const address = new URL(`${site}/${tool.official}/v${tool.version}`)
  address.search = new URLSearchParams({
    arch: processor,
    platform: system,
    'sdk-name': 'sdk-typescript',
    'sdk-version': '1.24.0',
  }).toString()
  const named = await fetchFile(address, { firstAnswerWithin: 5_000 })
    .then((body) => answer.parse(JSON.parse(body.toString('utf8'))))
    .catch((error: unknown) => {
      throw new Error(`${address.host} does not answer`, { cause: error })
    })
  tell(`${tool.label} ${tool.version}: downloading from ${new URL(named.archiveUrl).host} …`)
  const archive = await fetchFile(new URL(named.archiveUrl), {
    firstAnswerWithin: 15_000,
    arrived: (bytes, of) =>
      tell(
        `${tool.label} ${tool.version}: ${megabytes(bytes)}${of === undefined ? '' : ` of ${megabytes(of)}`} downloaded`,
      ),
  })
  return named.archiveUrl.endsWith('.zip') ? unzip(archive, named.fileToExtract) : untar(archive, named.fileToExtract)
}
