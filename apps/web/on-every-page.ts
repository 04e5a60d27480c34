/**
 * What every page loads, as three files: libraries that stay as they are from release to release, and the frame with what it
 * is made of (a group takes along whatever its modules import). Left alone, each set of pages that share a module gets a
 * file of its own, and many small files compress worse: 12 kB a page. The root itself stays outside with Mantine's styles:
 * a style sheet that parts loaded later also import is fetched once more for them and would then come after the page's own.
 */
export const onEveryPage = [
  {
    name: 'react',
    test: /\/node_modules\/(react|react-dom|react-router|scheduler)\/|vite\/preload-helper/,
    priority: 1,
  },
  {
    // what the browser runs before any page: with a group that has styles, these would come before Mantine's
    name: 'reach',
    test: /\/apps\/web\/app\/reach\/(reach|part|updates|page-note|answer-unreached)\.ts$/,
    priority: 1,
  },
  {
    name: 'frame',
    test: /\/apps\/web\/app\/(frame\/frame|look\/(instead|theme))\.tsx?$|\/@mantine\/core\/esm\/core\/MantineProvider\//,
  },
]
