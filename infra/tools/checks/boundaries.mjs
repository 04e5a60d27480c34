// The import rules of the house (value imports; who may know whose types is oxlint's business). Each rule's name is the
// sentence that is shown to whoever breaks it.
const test = '\\.test\\.tsx?$'
const engine = '^node_modules/@temporalio/(workflow|common)/'
/** What the pages of the web share, each under its name. */
const rooms = 'access|calling|events|forms|frame|lists|look|reach|readiness|words'
const readsDocuments = [
  '^flows/.+/definition\\.ts$',
  '^flows/verbs/.+/result\\.ts$',
  '^flows/hours/hours-fields\\.ts$',
  '^flows/language/studio/studio-document\\.ts$',
  '^flows/language/(flow|compile|check|node|node-form|unfinished|document-schema)\\.ts$',
  '^flows/language/reference/(example|field-words)\\.ts$',
  '^flows/scenario/scenario-file\\.ts$',
  '^flows/nodes/(definitions|people|[a-z-]+-fields)\\.ts$',
]

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'flows/ is pure: it imports only itself and zod',
      severity: 'error',
      from: { path: '^flows/', pathNot: test },
      to: { pathNot: '^flows/|^node_modules/zod/' },
    },
    {
      name: 'in flows/ only definitions and the files that read documents know zod',
      severity: 'error',
      from: { path: '^flows/', pathNot: [...readsDocuments, test] },
      to: { path: '^node_modules/zod/' },
    },
    {
      name: 'what a node does must not load what it is: run.ts, walk.ts and live-call.ts import no definition',
      severity: 'error',
      from: { path: ['^flows/.+/run\\.ts$', '^flows/(walk|live-call)\\.ts$', '^flows/nodes/runs\\.ts$'] },
      to: { path: 'definitions?\\.ts$' },
    },
    {
      name: 'zod never reaches the workflow bundle',
      severity: 'error',
      from: { path: '^workflows/index\\.ts$' },
      to: { path: '^node_modules/zod/', reachable: true },
    },
    {
      name: 'workflows/ are deterministic: they import flows/, themselves and the engine',
      severity: 'error',
      from: { path: '^workflows/', pathNot: test },
      to: { pathNot: `^(flows|workflows)/|${engine}` },
    },
    {
      name: 'activities/ know of workflows/ only their messages, and of apps/ nothing',
      severity: 'error',
      from: { path: '^activities/', pathNot: test },
      to: { path: '^(workflows|apps|test)/', pathNot: '^workflows/messages\\.ts$' },
    },
    {
      name: 'infra/ is below everything but the language: no apps, workflows or activities',
      severity: 'error',
      from: { path: '^infra/', pathNot: test },
      to: { path: '^(apps|workflows|activities|test)/' },
    },
    {
      name: 'the web knows of workflows/ only their messages, and nothing of activities/ and the other apps',
      severity: 'error',
      from: { path: '^apps/web/', pathNot: test },
      to: { path: '^(workflows|activities|test|apps/(worker|emulator))/', pathNot: '^workflows/messages\\.ts$' },
    },
    {
      name: 'a feature of the web reaches another only through a room that all share, infra/ or a link',
      severity: 'error',
      from: { path: '^apps/web/app/([^/]+)/', pathNot: [test, `^apps/web/app/(${rooms}|gallery)/`] },
      to: { path: '^apps/web/app/([^/]+)/', pathNot: `^apps/web/app/($1|${rooms})/` },
    },
    {
      name: 'a room that all features share knows none of them; the frame alone carries the live bar',
      severity: 'error',
      from: { path: `^apps/web/app/(${rooms})/`, pathNot: test },
      to: { path: '^apps/web/app/([^/]+)/', pathNot: `^apps/web/app/(live|${rooms})/` },
    },
    {
      name: 'the gallery shows every feature, and no feature knows of it: a build leaves it out',
      severity: 'error',
      from: { path: '^apps/web/app/', pathNot: '^apps/web/app/(gallery/|routes\\.ts$)' },
      to: { path: '^apps/web/app/gallery/' },
    },
    {
      name: 'components never load server code: a .server.ts is for pages, routes and other server files',
      severity: 'error',
      from: { path: '^apps/web/app/.*\\.tsx$', pathNot: '\\.(page|layout)\\.tsx$|/(root|entry\\.server)\\.tsx$' },
      to: { path: '\\.server\\.tsx?$' },
    },
    {
      name: 'the library of public holidays is large: only infra/holidays loads it, when somebody needs it',
      severity: 'error',
      from: { pathNot: '^infra/holidays/' },
      to: { path: '^node_modules/date-holidays/' },
    },
    {
      name: 'nobody imports the worker',
      severity: 'error',
      from: { pathNot: `^(apps/worker|test)/|${test}` },
      to: { path: '^apps/worker/' },
    },
    {
      name: 'the emulator does not know us: it imports only itself and packages',
      severity: 'error',
      from: { path: '^apps/emulator/' },
      to: { path: '^(flows|infra|workflows|activities|test|apps/(web|worker))/' },
    },
    {
      name: 'nobody imports test/ but tests',
      severity: 'error',
      from: { pathNot: `^test/|${test}` },
      to: { path: '^test/' },
    },
    { name: 'no file needs itself: no cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'every import leads somewhere',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^virtual:' },
    },
  ],
  options: {
    doNotFollow: { path: '^node_modules' },
    exclude: { path: '^(build|\\.react-router|\\.data)/|/\\+types/' },
    tsPreCompilationDeps: false, // only what is left at run time: type imports are free
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
    },
  },
}
