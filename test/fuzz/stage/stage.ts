import { provisioning } from '#apps/web/app/numbers/provision.server.ts'
import { harbourBikes } from '#apps/web/demo-data.ts'
import { signalWire } from '#infra/signalwire/client.ts'
import { carrierUrls } from '#infra/signalwire/urls.ts'
import { readGround } from '#test/drivers/stack/read-ground.ts'
import { StackGround } from '#test/drivers/stack/stack-ground.ts'
import { freePorts } from '#infra/tools/start/ports.ts'
import { Balancer } from './balancer.ts'
import { drawLines } from './draw-lines.ts'
import { SECOND, startSecondMachine } from './machines.ts'
import { World } from './world.ts'

/** The whole product with the fuzz lines drawn and published, and the world in which their callers and phones live. */
export interface Stage {
  readonly ground: StackGround
  readonly world: World
  readonly organisation: string
  /** host:port */
  readonly temporal: string
  /** The port of the web on the second machine. */
  readonly second: number
  /** The number of machines on which web and worker run from now on. */
  play(machines: Machines): Promise<void>
  stop(): Promise<void>
}

export type Machines = 1 | 2

/** Starts the product on ports and in a folder of its own. The caller stops it. */
export async function setStage(): Promise<Stage> {
  const [port = 0, second = 0] = await freePorts(2)
  const balancer = await Balancer.listen(port)
  const ground = await StackGround.start({ PUBLIC_URL: `http://localhost:${port}` }).catch(async (error: unknown) => {
    await balancer.close()
    throw error
  })
  const stop = async () => {
    await ground.stop()
    await balancer.close()
  }
  try {
    const { settings, db } = ground
    const { TOKEN_SECRET: secret, TEMPORAL_ADDRESS: temporal } = readGround(settings.DATA_DIR)
    const {
      SIGNALWIRE_BASE_URL: baseUrl,
      SIGNALWIRE_PROJECT: project,
      SIGNALWIRE_TOKEN: token,
      PUBLIC_URL: publicUrl,
    } = settings
    const provision = provisioning({
      carrier: signalWire({ baseUrl, project, token }),
      urls: carrierUrls({ publicUrl, secret }),
      buy: true,
    })
    await drawLines(db, { organisation: harbourBikes.id, provision })
    balancer.add(settings.WEB_PORT)
    return {
      ground,
      world: new World(`http://127.0.0.1:${settings.EMULATOR_PORT}`),
      organisation: harbourBikes.id,
      temporal,
      second,
      play: playOn({ ground, balancer, second }),
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

/** @param on.second the port of the second machine's web */
function playOn({
  ground,
  balancer,
  second,
}: {
  readonly ground: StackGround
  readonly balancer: Balancer
  readonly second: number
}): Stage['play'] {
  let state: 'never' | 'up' | 'down' = 'never'
  return async (machines) => {
    if (machines === 2 && state !== 'up') {
      if (state === 'never') await startSecondMachine(ground, second)
      else await Promise.all(Object.values(SECOND).map((name) => ground.supervisor.bringUp(name)))
      balancer.add(second)
      state = 'up'
    }
    if (machines === 1 && state === 'up') {
      balancer.remove(second)
      await Promise.all(Object.values(SECOND).map((name) => ground.supervisor.takeDown(name, 'SIGTERM')))
      state = 'down'
    }
  }
}
