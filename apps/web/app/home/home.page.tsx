import { Title } from '@mantine/core'
import { productContext } from '../shared/contexts.ts'
import type { Route } from './+types/home.page'
import styles from './home.module.css'
import { FirstCall } from './first-call.tsx'
import { NextPages } from './next-pages.tsx'
import { OwnNumbers } from './own-numbers.tsx'
import { Readiness } from './readiness.tsx'

export const handle = { permission: 'public' }

/** Shown to anybody, so nothing here comes from the database: words, and whether the product is ready. */
export async function loader({ context }: Route.LoaderArgs) {
  const { phonesUrl, trouble } = context.get(productContext)
  return { phonesUrl, missing: await trouble() }
}

export default function HomePage({ loaderData: { phonesUrl, missing } }: Route.ComponentProps) {
  return (
    <div className={styles.home}>
      <title>{missing.length === 0 ? 'Ringdown' : 'Not ready yet · Ringdown'}</title>
      <div className={styles.opening}>
        <Title order={1}>{missing.length === 0 ? 'Ringdown is running' : 'Ringdown is not ready for calls yet'}</Title>
        <Readiness missing={missing} />
      </div>
      {phonesUrl === null ? <OwnNumbers /> : <FirstCall phonesUrl={phonesUrl} />}
      <NextPages />
    </div>
  )
}
