import { sales } from '#test/builders/flows.ts'
import { scenario } from './scenario.ts'

scenario(
  '[S3] The worker dies as the two meet: they talked, for as long as they talked',
  { flow: sales, drivers: ['fast'], world: { moves: ['answered-late'] } },
  async ({ caller, ana, clock, call }) => {
    await caller.dials()
    await ana.answers()
    await caller.isTalkingTo(ana)
    await clock.passes('2s')
    await caller.hangsUp()
    await ana.phoneStops()
    await call.isAnswered()
    await call.storySays(/the two talked for 0:0[23]/i)
  },
)

// to kill it takes the whole product
const stack = ['stack'] as const
const DOWN = { api: { rate: 1, status: 503 } }

scenario(
  '[W13, pitfall 11] The worker dies as it dials: the ring goes on within seconds, and nobody rings twice',
  { flow: sales, drivers: stack },
  async ({ caller, ana, ben, clock, call, machines }) => {
    await caller.dials()
    await caller.hearsRinging()
    await machines.kill('worker')
    await ana.phoneRings('7s')
    await clock.passes('6s')
    await ana.phoneRang(1)
    await ben.phoneStaysSilent()
    await ana.answers()
    await caller.isTalkingTo(ana)
    await caller.hangsUp()
    await call.isAnswered()
  },
)

scenario(
  '[W13, pitfall 11] The worker dies while it tries to dial, which the carrier refuses for a moment: the phone rings within seconds, and once',
  { flow: sales, drivers: stack },
  async ({ caller, ana, ben, clock, call, machines }) => {
    await machines.trouble(DOWN)
    await caller.dials()
    await caller.hearsRinging()
    await clock.passes('1s')
    await machines.kill('worker')
    await machines.trouble({})
    await ana.phoneRings('7s')
    await clock.passes('3s')
    await ana.phoneRang(1)
    await ben.phoneStaysSilent()
    await ana.answers()
    await caller.isTalkingTo(ana)
    await caller.hangsUp()
    await call.isAnswered()
  },
)

scenario(
  '[S3] The worker is killed as the two meet and the caller goes before it is back: they have talked',
  { flow: sales, drivers: stack },
  async ({ caller, ana, call, clock, machines }) => {
    await caller.dials()
    await ana.answers()
    await caller.isTalkingTo(ana)
    await machines.kill('worker')
    await clock.passes('1s')
    await caller.hangsUp()
    await ana.phoneStops('15s')
    await call.isAnswered()
  },
)
