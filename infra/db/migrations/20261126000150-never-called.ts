import { Migration } from '@mikro-orm/migrations'
import { isSipAddress } from '../../signalwire/sip-address.ts'
import { countryOf } from '../../telephone/countries.ts'
import { neverCalled } from '../../telephone/may-call.ts'

/**
 * Judges devices that were saved before the rules were as they are: SIP addresses that carry a telephone number are allowed
 * with that number's country, and an address that would not be taken today (a premium-rate number, say) loses its proof, so
 * that it rings no longer. Its person's page offers to prove it again, and there the reason is said.
 */
export class NeverCalled extends Migration {
  override name = '20261126000150-never-called'

  override async up(): Promise<void> {
    // the owner of the tables sees no rows either, unless for this moment
    await this.execute('alter table "device" no force row level security')
    await this.#judgeDevices()
    await this.execute('alter table "device" force row level security')
  }

  async #judgeDevices(): Promise<void> {
    const devices = await this.getEntityManager().execute<{ id: string; kind: string; address: string }[]>(
      'select id, kind, address from device',
    )
    for (const { id, kind, address } of devices) {
      const rings = neverCalled(address) === null && (kind !== 'sip' || isSipAddress(address))
      await this.execute(`update device set country = ?, verified_at = case when ? then verified_at end where id = ?`, [
        countryOf(address),
        rings,
        id,
      ])
    }
  }
}
