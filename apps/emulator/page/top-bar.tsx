import { IconVolume, IconVolumeOff } from '@tabler/icons-react'
import icon from './icon.svg'
import type { Connection } from './live/follow-emulator.ts'
import type { Loudspeaker } from './sounds/use-sounds.ts'

/** The page's name, what it is for, whether it sees changes live, the mute switch; on small screens the navigation. */
export function TopBar({
  connection,
  sounds,
  ringing,
}: {
  connection: Connection
  sounds: Loudspeaker
  ringing: number
}) {
  const Icon = sounds.muted ? IconVolumeOff : IconVolume
  return (
    <>
      <header className="top-bar">
        <img src={icon} alt="" width="28" height="28" />
        <h1>Virtual phones</h1>
        <p>Call as a customer, pick up as the team.</p>
        <span className={`connection connection-${connection}`} role="status">
          {connectionWords[connection]}
        </span>
        <button type="button" className="mute" aria-pressed={sounds.muted} onClick={() => sounds.mute(!sounds.muted)}>
          <Icon size={18} stroke={1.75} aria-hidden="true" />
          <span>{sounds.muted ? 'Sound off' : 'Sound on'}</span>
        </button>
      </header>
      <nav className="ways" aria-label="Parts of this page">
        <a href="#caller">Caller</a>
        <a href="#desk" className={ringing > 0 ? 'ways-ringing' : undefined}>
          {ringing > 0 ? `Phones (${ringing} ring${ringing === 1 ? 's' : ''})` : 'Phones'}
        </a>
        <a href="#calls">Story</a>
      </nav>
    </>
  )
}

const connectionWords: Record<Connection, string> = {
  connecting: 'Connecting',
  live: 'Live',
  reconnecting: 'Reconnecting',
}
