import { index, type RouteConfig } from '@react-router/dev/routes'

/** The table of contents of the product. */
export default [index('home/home.page.tsx')] satisfies RouteConfig
