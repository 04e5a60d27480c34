import { join } from 'node:path'
import { createFsFileStorage } from '@remix-run/file-storage/fs'
import type { FileStorage } from '@remix-run/file-storage'
import { received, type Received } from './received.ts'

export type { FileStorage }

export interface Files extends FileStorage {
  /** Takes in what comes bit by bit, for a file of any size that need not be in memory; `use` keeps it, or does not. */
  receive<T>(bits: AsyncIterable<Uint8Array>, use: (received: Received) => Promise<T>): Promise<T>
}

/** The installation's files: recordings and exported histories, private, in a local folder. */
export function openFiles(folder: string): Files {
  return { ...createFsFileStorage(folder), receive: (bits, use) => received(join(folder, 'incoming'), bits, use) }
}
