import { Paper } from '@mantine/core'
import type { DrawnCode } from './enrolment.ts'

/** A QR code: black on white in both schemes, because not every camera reads the reverse. */
export function QrCode({ code: { size, path }, label }: { readonly code: DrawnCode; readonly label: string }) {
  return (
    <Paper bg="white" radius="md" w={200} lh={0}>
      <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
        <path d={path} fill="black" />
      </svg>
    </Paper>
  )
}
