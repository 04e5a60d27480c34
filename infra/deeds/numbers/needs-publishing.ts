/** Whether a flow must be published before a number can have it: one that answers calls goes on answering them. */
export function needsPublishing(
  { answers }: { readonly answers: boolean },
  { version }: { readonly version: number | null },
): boolean {
  return answers && version === null
}
