import { route, type RouteConfigEntry } from '@react-router/dev/routes'

/**
 * The gallery's pages, while developing and nowhere else: a build has neither its addresses nor its code.
 * @param mode Vite's: `react-router build` says "production".
 */
export function galleryRoutes(mode: string | undefined): RouteConfigEntry[] {
  if (mode !== 'development') return []
  return [
    route('gallery/:group?', 'gallery/gallery.page.tsx'),
    route('gallery/:group/:exhibit', 'gallery/exhibit.page.tsx'),
    route('gallery/sound/:name', 'gallery/sound.route.ts'),
  ]
}
