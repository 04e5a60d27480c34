import { Paper } from '@mantine/core'
import { qrModules } from './qr-modules.ts'

/** A text as a QR code: black on white in both schemes, because not every camera reads the reverse. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const modules = qrModules(text)
  const size = modules.length + 2 * QUIET
  const path = modules.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x + QUIET} ${y + QUIET}h1v1h-1z`] : []))).join('')
  return (
    <Paper bg="white" radius="md" w={200} lh={0}>
      <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
        <path d={path} fill="black" />
      </svg>
    </Paper>
  )
}

/** The white edge that readers need, in modules (ISO/IEC 18004). */
const QUIET = 4
