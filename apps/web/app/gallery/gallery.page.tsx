import { Button, SegmentedControl, Title, useMantineColorScheme } from '@mantine/core'
import { Link, NavLink, useLoaderData, useParams, useSearchParams } from 'react-router'
import { notFound } from '../access/require-permission.ts'
import { isPage, type Exhibit, type ExhibitGroup } from './exhibit.ts'
import { ExhibitFrames } from './exhibit-frames.tsx'
import { galleryAddress } from './gallery-address.ts'
import { groups } from './groups.ts'
import styles from './gallery.module.css'
import { InBrowser } from './stage.tsx'

/** `groups`: for the test that has all of them drawn. */
export const handle = { permission: 'public', bare: true, groups }

export function loader({ params }: { readonly params: { readonly group?: string } }) {
  if (params.group !== undefined && !groups.some(({ id }) => id === params.group)) throw notFound()
  return { now: Date.now() }
}

/** Every part of the product in every state, side by side: to look at, and to compare before and after. */
export default function GalleryPage() {
  const { now } = useLoaderData<typeof loader>()
  const { group: asked } = useParams()
  const group = groups.find(({ id }) => id === asked)
  return (
    <div className={styles.gallery}>
      <title>{`${group ? `${group.name} · ` : ''}Gallery · Ringdown`}</title>
      <Contents group={group} />
      <main className={styles.exhibits}>{group ? <Group group={group} now={now} /> : <Overview />}</main>
    </div>
  )
}

function Contents({ group }: { readonly group: ExhibitGroup | undefined }) {
  const { toggleColorScheme } = useMantineColorScheme()
  const [query] = useSearchParams()
  const search = query.size === 0 ? '' : `?${query.toString()}`
  return (
    <header className={styles.contents}>
      <Link to={galleryAddress()} className={styles.name}>
        Gallery
      </Link>
      <Button variant="default" size="xs" onClick={toggleColorScheme}>
        Switch between light and dark
      </Button>
      <nav aria-label="Exhibits" className={styles.groups}>
        {groups.map(({ id, name, exhibits }) => (
          <div key={id}>
            <NavLink to={galleryAddress({ group: id }, search)} className={styles.group}>
              {name}
            </NavLink>
            {id === group?.id && (
              <ul>
                {exhibits.map((exhibit) => (
                  <li key={exhibit.id}>
                    <a href={`#${exhibit.id}`}>{exhibit.name}</a>
                  </li>
                ))}
              </ul>
            )}
          </div>
        ))}
      </nav>
    </header>
  )
}

function Overview() {
  return (
    <>
      <Title order={1}>Gallery</Title>
      <p className={styles.lead}>
        Every card, banner, node, form and page in every state it can have, drawn from seeds. It is here while
        developing and in no build.
      </p>
      <ul className={styles.overview}>
        {groups.map(({ id, name, exhibits }) => (
          <li key={id}>
            <Link to={galleryAddress({ group: id })}>{name}</Link>{' '}
            <span className={styles.source}>{exhibits.length} exhibits</span>
          </li>
        ))}
      </ul>
    </>
  )
}

function Group({ group, now }: { readonly group: ExhibitGroup; readonly now: number }) {
  const [query, setQuery] = useSearchParams()
  const width = query.get('width') ?? 'here'
  return (
    <>
      <div className={styles.opening}>
        <Title order={1}>{group.name}</Title>
        <SegmentedControl
          aria-label="Shown at"
          size="xs"
          value={width}
          data={[
            { value: 'here', label: 'As wide as here' },
            { value: 'phone', label: '360 px' },
            { value: 'both', label: '360 px, light and dark' },
          ]}
          onChange={(value) => setQuery(value === 'here' ? {} : { width: value }, { preventScrollReset: true })}
        />
      </div>
      {group.exhibits.map((exhibit) => (
        <section key={exhibit.id} id={exhibit.id} className={styles.exhibit} aria-labelledby={`${exhibit.id}-name`}>
          <div className={styles.head}>
            <h2 id={`${exhibit.id}-name`}>
              <a href={`#${exhibit.id}`}>{exhibit.name}</a>
            </h2>
            <span className={styles.source}>{exhibit.source}</span>
            <Link to={galleryAddress({ group: group.id, exhibit: exhibit.id })}>Open alone</Link>
          </div>
          {width === 'here' && exhibit.alone !== true && !isPage(exhibit) ? (
            <Drawn exhibit={exhibit} now={now} />
          ) : (
            <ExhibitFrames key={width} group={group.id} exhibit={exhibit} width={width} />
          )}
        </section>
      ))}
    </>
  )
}

function Drawn({ exhibit, now }: { readonly exhibit: Exhibit; readonly now: number }) {
  const drawn = exhibit.show(now)
  return <div className={styles.stage}>{exhibit.ticks ? <InBrowser>{drawn}</InBrowser> : drawn}</div>
}
