import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

/**
 * Builds the page of virtual phones into `build/emulator`; the emulator serves it at `/` of its own port.
 * `EMULATOR_URL` tells Vite's own server, used while working on the page, where a running emulator is.
 */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/',
  build: {
    // of the icons' five thousand files only those that the page shows are read
    rolldownOptions: { experimental: { lazyBarrel: true } },
    outDir: fileURLToPath(new URL('../../../build/emulator', import.meta.url)),
    emptyOutDir: true,
    assetsDir: 'assets',
    target: 'es2022',
    // The document's policy forbids inline data, so fonts and icons stay files whatever their size.
    assetsInlineLimit: 0,
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/emulator': process.env.EMULATOR_URL ?? 'http://127.0.0.1:3010' },
  },
})
