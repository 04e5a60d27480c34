import type { SignalWire } from '#infra/signalwire/client.ts'
import { say } from '#infra/signalwire/documents/speech.ts'
import { swml, type Swml } from '#infra/signalwire/documents/swml.ts'
import type { SayCode } from '#infra/deeds/devices/tell-code.ts'

/** Speaks codes through the carrier; with the emulator, the virtual phone rings and shows what it hears. */
export function sayingCodes(carrier: Pick<SignalWire, 'dial'>): SayCode {
  return async ({ from, to, code }) => {
    await carrier.dial({ from, to, seconds: 30, swml: spokenCode(code) })
  }
}

/** Digit by digit and three times: whoever picks up needs a moment to find a pen. */
export function spokenCode(code: string): Swml {
  const digits = [...code].join(', ')
  return swml([
    { answer: {} },
    say('This is Ringdown. Someone wants calls to ring on this phone. If that is you, enter this code.', 500),
    ...[1, 2, 3].map(() => say(`Your code is ${digits}.`, 500)),
    { hangup: { reason: 'hangup' } },
  ])
}
