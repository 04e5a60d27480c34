declare module 'virtual:node-icons' {
  import type { Icon } from '@tabler/icons-react'

  /** By their names, the icons that definitions name; `apps/web/node-icons.ts` makes this module. */
  export const icons: Readonly<Record<string, Icon>>
}
