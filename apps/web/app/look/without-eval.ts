// The pages' policy forbids making code from strings, and the browser reports each try as an attack on the page. zod
// tries it once, as soon as its first schema is made, unless this setting is there before. The setting is zod's own
// (`core/core.js` keeps its configuration in this global); asking zod itself to set it would load zod first, and with it
// into every page. So this stands first in the root, which is evaluated before any page.
if (typeof document !== 'undefined') Object.assign(globalThis, { __zod_globalConfig: { jitless: true } })
