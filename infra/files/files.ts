import { createFsFileStorage } from '@remix-run/file-storage/fs'
import type { FileStorage } from '@remix-run/file-storage'

export type { FileStorage }

/** The installation's files: recordings and exported histories, private, in a local folder. */
export function openFiles(folder: string): FileStorage {
  return createFsFileStorage(folder)
}
