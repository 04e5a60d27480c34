import type { World } from '#flows/rehearsal/world.ts'

/** What a race must come to, a second after its last acceptance. */
export function judge({
  world,
  pressed,
  leaves,
}: {
  world: World
  pressed: readonly string[]
  leaves: boolean
}): readonly string[] {
  const winners = world.legs.filter((leg) => leg.claimed === 'yours').map((leg) => leg.phone.name)
  const open = world.legs.filter((leg) => leg.state !== 'ended').map((leg) => leg.phone.name)
  const complaints: string[] = []
  if (winners.length > 1) complaints.push(`${winners.join(' and ')} were all told that the call is theirs`)
  if (leaves) return complaints
  const [winner] = winners
  if (pressed.length > 0 && !winner) complaints.push(`${pressed.join(', ')} pressed 1 and nobody won`)
  if (winner && world.talkingTo?.name !== winner) complaints.push(`${winner} won and does not talk to the caller`)
  if (winner && open.some((name) => name !== winner))
    complaints.push(`${winner} won, but ${open.join(', ')} are still on the line`)
  return complaints
}
