import { chmodSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Makes the data folder, and closes everything in it to other users of the machine, also what an earlier version left open:
 * logs, recordings and Temporal's file hold phone numbers and names. The database's folder keeps to itself. As root, others may pass through the folder
 * without seeing what is in it, for the database runs as a user of its own.
 */
export function makePrivate(folder: string): void {
  mkdirSync(folder, { recursive: true })
  chmodSync(folder, process.getuid?.() === 0 ? 0o711 : 0o700)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name === 'postgres' || entry.isSymbolicLink()) continue
    chmodSync(join(folder, entry.name), entry.isDirectory() ? 0o700 : 0o600)
  }
}
