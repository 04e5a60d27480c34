import { constants } from 'node:fs'
import { mkdir, open } from 'node:fs/promises'

/** Writes a new file of our own, readable by nobody else, and returns when the disk holds it. */
export async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Returns when the disk holds the names in the folder: without it, a power cut forgets a rename. */
export async function syncFolder(path: string): Promise<void> {
  // Windows cannot open folders, and writes the names by itself
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/** Makes a folder that only we may look into. */
export async function ownFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 })
}
