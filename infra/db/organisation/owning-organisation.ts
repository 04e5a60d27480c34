import { p } from '@mikro-orm/core'
import { Organisation } from './organisation.ts'

/** The column by which a row belongs to an organisation, read as the organisation's id. */
export const owningOrganisation = () => p.manyToOne(Organisation).mapToPk().fieldName('organisation_id')
