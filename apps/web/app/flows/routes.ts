import { route, type RouteConfigEntry } from '@react-router/dev/routes'

/** The pages about kinds of nodes, the list of flows, the editor, and what the editor asks for while it is open. */
export const flowRoutes: RouteConfigEntry[] = [
  route('docs/nodes', 'node-docs/kinds.page.tsx'),
  route('docs/nodes/:kind', 'node-docs/kind.page.tsx'),
  route('flows', 'flows/flows.page.tsx'),
  route('flows/:flow', 'flow-editor/editor.page.tsx'),
  route('flows/:flow/export.json', 'flows/export.route.ts'),
  route('flows/:flow/draft', 'flows/draft.route.ts'),
  route('flows/:flow/preview', 'flow-editor/preview.route.ts'),
  route('flows/:flow/publish', 'flows/publish.route.ts'),
  route('flows/:flow/restore', 'flows/restore.route.ts'),
  route('flows/:flow/versions', 'flow-editor/versions.route.ts'),
  route('flows/:flow/visit', 'flow-editor/visit.route.ts'),
]
