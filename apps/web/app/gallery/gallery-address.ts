/**
 * A page of the gallery: its front, a group, or one exhibit by itself. The product's own addresses stand in
 * `reach/addresses.ts`; a build has none of these.
 * @param search as the address bar has it.
 */
export function galleryAddress(at: { readonly group?: string; readonly exhibit?: string } = {}, search = ''): string {
  return ['/gallery', at.group, at.exhibit].filter((part) => part !== undefined).join('/') + search
}
