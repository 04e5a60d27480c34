/** Where the panels beside the canvas lie over it, and how wide the settings are. The panels' style sheet says the same. */
export const PANELS = { overCanvas: '(max-width: 62em)', settings: 360 } as const
