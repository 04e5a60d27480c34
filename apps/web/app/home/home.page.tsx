import { Title } from '@mantine/core'
import { productContext } from '../access/contexts.ts'
import { servicesContext } from '../access/services.ts'
import type { Route } from './+types/home.page'
import styles from './home.module.css'
import { FirstCall } from './first-call.tsx'
import { NextPages } from './next-pages.tsx'
import { OwnNumbers } from './own-numbers.tsx'
import { Readiness } from './readiness.tsx'

export const handle = { permission: 'public' }

/** Shown to anybody: words, whether the product is ready, and whether one signs in first. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const { phonesUrl, trouble } = context.get(productContext)
  const missing = await trouble()
  // without the database nobody can be asked who they are, and this page is there to say so
  const signedIn = await context
    .get(servicesContext)
    .identity.signedIn(request)
    .catch(() => null)
  return { phonesUrl, missing, isSignedIn: signedIn !== null }
}

export default function HomePage({ loaderData: { phonesUrl, missing, isSignedIn } }: Route.ComponentProps) {
  return (
    <div className={styles.home}>
      <title>{missing.length === 0 ? 'Ringdown' : 'Not ready yet · Ringdown'}</title>
      <div className={styles.opening}>
        <Title order={1}>{missing.length === 0 ? 'Ringdown is running' : 'Ringdown is not ready for calls yet'}</Title>
        <Readiness missing={missing} />
      </div>
      {phonesUrl === null ? <OwnNumbers /> : <FirstCall phonesUrl={phonesUrl} />}
      <NextPages isSignedIn={isSignedIn} />
    </div>
  )
}
