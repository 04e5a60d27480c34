import { z } from 'zod'
import { askedDeeds, askedInWords, deedFilter } from '../../db/deeds/asked-deeds.ts'
import { NO_MEMBER } from '../../db/deeds/offered-kinds.ts'
import { countDeeds, readHead } from '../../db/deeds/read-deeds.ts'
import { Member } from '../../db/member/member.ts'
import { homeOf } from '../../db/organisation/home-country.ts'
import { Organisation } from '../../db/organisation/organisation.ts'
import { refused } from '../../errors.ts'
import { deed } from '../deed.ts'

/**
 * Puts on record that somebody has the record of deeds, or what they ask of it, as a file. What the file is read by comes
 * back: it is a stream and in no transaction, and this deed itself is not in it.
 */
export const exportDeeds = deed({
  permission: 'deeds.see',
  input: z.strictObject({ form: z.enum(['csv', 'json']), asked: askedDeeds }),
  records: ['export.deeds'],
  async act(em, { organisation, record }, { form, asked }) {
    const member = asked.who === null || asked.who === NO_MEMBER ? null : await em.findOne(Member, { id: asked.who })
    if (asked.who !== null && asked.who !== NO_MEMBER && !member) return refused('member-not-found')
    const head = await readHead(em, organisation) // before this export's own deed, which is not in the file
    const { name, timeZone } = await em.findOneOrFail(Organisation, { id: organisation })
    const filter = deedFilter(asked, { zone: timeZone, home: await homeOf(em, organisation) })
    const rows = await countDeeds(em, { organisation, filter })
    await record({
      kind: 'export.deeds',
      changed: { form: [null, form], 'asked for': [null, askedInWords(asked, member?.name)], rows: [null, rows] },
    })
    return { ok: true, organisation: { id: organisation, name }, timeZone, head, filter }
  },
})
