import type { Run } from '../../language/node.ts'
import { chosenSeats } from '../chosen-seats.ts'
import type { SendText } from './definition.ts'
import { numberAmong } from './number-among.ts'

export const run: Run<SendText> = async (call, { to, words }) => {
  const { caller } = call.facts
  if (to.kind === 'caller')
    return await call.text({
      words,
      to: [{ member: null, name: caller.name ?? caller.e164 ?? '', address: caller.e164 }],
    })
  const readers = chosenSeats(call.facts, to).map((seat) => ({
    member: seat.member,
    name: seat.name,
    address: numberAmong(seat),
  }))
  return readers.length === 0 ? 'blocked' : await call.text({ words, to: readers })
}
