import type { Entries, ListName } from '../entries'

const blanks: Entries = {
  units: { code: '', name: '', kind: 'village', tier: 'village', parentCode: null, areaCode: null },
  grids: { code: '', name: '', villageUnit: '', workerId: null, kind: 'basic', staff: [] },
  posts: { code: '', title: '', unitCode: null, personId: null, deputyId: null },
  people: { id: '', displayName: '', unitCode: null, roles: [], grids: [], scope: '', email: null, weComId: null },
  categories: { code: '', name: '', parentCode: null, defaultGrade: null, satisfactionExempt: false },
}

/** An entry of a list with nothing in it yet. */
export function blank<L extends ListName>(list: L): Entries[L] {
  return structuredClone(blanks[list])
}
