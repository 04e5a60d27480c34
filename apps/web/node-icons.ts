import type { Plugin } from 'vite'
import { definitions } from '#flows/nodes/definitions.ts'

/**
 * The module `virtual:node-icons`: the icons that node kinds name, and none of the package's other five thousand. So a kind
 * says its icon once; one that the package does not have fails the build.
 */
export function nodeIcons(): Plugin {
  const names = [...new Set(Object.values(definitions).map(({ icon }) => icon))]
  return {
    name: 'node-icons',
    resolveId: (id) => (id === 'virtual:node-icons' ? RESOLVED : undefined),
    load: (id) =>
      id === RESOLVED
        ? `import { ${names.map((name) => `Icon${name}`).join(', ')} } from '@tabler/icons-react'
export const icons = { ${names.map((name) => `${name}: Icon${name}`).join(', ')} }`
        : undefined,
  }
}

/** The zero keeps other plugins from looking for a file. */
const RESOLVED = '\0virtual:node-icons'
