import { readFileSync } from 'node:fs'

/** What `npm start` can be told, for those who ask. A file of its own: `begin.sh` shows it before anything is installed. */
export const HELP = readFileSync(new URL('help.txt', import.meta.url), 'utf8').trimEnd()
