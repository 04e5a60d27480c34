import { z } from 'zod'

const codec = z.enum(['PCMU', 'PCMA', 'G722', 'G729', 'AMR-WB', 'OPUS', 'VP8', 'H264'])

/** Codecs as a list or as a text with commas. Every phone here speaks every one of them, so there is only nonsense to refuse. */
export const codecs = z.union([
  z.array(codec),
  z
    .string()
    .transform((list) => list.split(',').map((one) => one.trim().toUpperCase()))
    .pipe(z.array(codec)),
])
