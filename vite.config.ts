import { reactRouter } from '@react-router/dev/vite'
import { defineConfig } from 'vite'
import { nodeIcons } from './apps/web/node-icons.ts'
import { onEveryPage } from './apps/web/on-every-page.ts'

/** The pages, and the part of the web's server that renders them. `apps/web/main.ts` is run by Node and not built. */
export default defineConfig(({ command }) => ({
  plugins: [reactRouter(), nodeIcons()],
  publicDir: 'apps/web/public',
  // of the icons' five thousand files only those that a page shows are read
  build: { rolldownOptions: { experimental: { lazyBarrel: true } }, assetsInlineLimit: 0 }, // the pages' policy forbids inline data, so fonts stay files whatever their size
  environments: {
    client: { build: { rolldownOptions: { output: { codeSplitting: { groups: onEveryPage } } } } },
    ssr: { build: { rolldownOptions: { input: './apps/web/server/handler.ts', experimental: { lazyBarrel: true } } } },
  },
  ssr: {
    // @react-router/node must share its react-router with the pages; the icons are bundled so that the server loads ten of
    // them and not the five thousand of the package (while developing, bundling them would be the slower way).
    noExternal: ['@react-router/node', ...(command === 'build' ? ['@tabler/icons-react'] : [])],
  },
  optimizeDeps: { entries: ['apps/web/app/**/*.{ts,tsx}'] }, // found late, a dependency would load React twice
}))
