import { Anchor, Button, Title } from '@mantine/core'
import { IconDeviceMobile } from '@tabler/icons-react'
import styles from './home.module.css'

/** What to try first, where the carrier is played by the emulator with its page of virtual phones. */
export function FirstCall({ phonesUrl }: { readonly phonesUrl: string }) {
  return (
    <>
      <section className={styles.card} aria-labelledby="first-call">
        <Title order={2} id="first-call">
          Make your first call
        </Title>
        <ol className={styles.steps}>
          <li>
            <p>
              Open the virtual phones at{' '}
              <Anchor href={phonesUrl} target="_blank" inherit underline="always">
                {phonesUrl}
              </Anchor>
              . One of them calls; the others belong to the people of a demo shop.
            </p>
          </li>
          <li>
            <p>
              Dial <PhoneNumber of={sales} />, the shop’s sales line.
            </p>
          </li>
          <li>
            <p>
              Watch Ana’s phone ring. Answer it and press 1 to talk, or let it ring for 20 s: then Ben’s phone rings.
            </p>
          </li>
        </ol>
        <Button
          component="a"
          href={phonesUrl}
          target="_blank"
          size="md"
          leftSection={<IconDeviceMobile size={18} stroke={1.75} aria-hidden />}
        >
          Open the virtual phones
        </Button>
      </section>
      <section aria-labelledby="lines">
        <Title order={2} id="lines">
          Three lines to try
        </Title>
        <dl className={styles.lines}>
          {[sales, support, quick].map((line) => (
            <div key={line.name} className={styles.line}>
              <dt>
                <strong>{line.name}</strong> <PhoneNumber of={line} />
              </dt>
              <dd>{line.does}</dd>
            </div>
          ))}
        </dl>
      </section>
    </>
  )
}

/** A line of the demo data (apps/web/seed.ts), in words. */
interface DemoLine {
  readonly name: string
  readonly national: string
  readonly international: string
  readonly does: string
}

const sales: DemoLine = {
  name: 'Sales',
  national: '(202) 555-0100',
  international: '+12025550100',
  does: 'Ana’s phone rings for 20 s, then Ben’s, then Cy’s. If nobody accepts, the caller leaves a voicemail.',
}
const support: DemoLine = {
  name: 'Support',
  national: '(202) 555-0110',
  international: '+12025550110',
  does: 'After a greeting, the phones of all three ring at once for 30 s: the first to accept gets the call. Then voicemail.',
}
const quick: DemoLine = {
  name: 'Quick',
  national: '(202) 555-0120',
  international: '+12025550120',
  does: 'The same as sales with 5 s for each phone, for when you do not want to wait.',
}

function PhoneNumber({ of: { national, international } }: { readonly of: DemoLine }) {
  return (
    <span className={styles.number} title={international}>
      {national}
    </span>
  )
}
