import { provisioning } from '#apps/web/app/numbers/provision.server.ts'
import { harbourBikes } from '#apps/web/demo-data.ts'
import { signalWire } from '#infra/signalwire/client.ts'
import { carrierUrls } from '#infra/signalwire/urls.ts'
import { readGround } from '#test/drivers/stack/read-ground.ts'
import { StackGround } from '#test/drivers/stack/stack-ground.ts'
import { drawLines } from './draw-lines.ts'
import { World } from './world.ts'

/** The whole product with the fuzz lines drawn and published, and the world in which their callers and phones live. */
export interface Stage {
  readonly ground: StackGround
  readonly world: World
  readonly organisation: string
  /** host:port */
  readonly temporal: string
}

/** Starts the product on ports and in a folder of its own. The caller stops its ground. */
export async function setStage(): Promise<Stage> {
  const ground = await StackGround.start()
  try {
    const { settings, db } = ground
    const { TOKEN_SECRET: secret, TEMPORAL_ADDRESS: temporal } = readGround(settings.DATA_DIR)
    const { SIGNALWIRE_BASE_URL: baseUrl, SIGNALWIRE_PROJECT: project, SIGNALWIRE_TOKEN: token, PUBLIC_URL: publicUrl } = settings
    const provision = provisioning({ carrier: signalWire({ baseUrl, project, token }), urls: carrierUrls({ publicUrl, secret }), buy: true })
    await drawLines(db, { organisation: harbourBikes.id, provision })
    return { ground, world: new World(`http://127.0.0.1:${settings.EMULATOR_PORT}`), organisation: harbourBikes.id, temporal }
  } catch (error) {
    await ground.stop()
    throw error
  }
}
