import { computed, inject, provide, type ComputedRef, type InjectionKey } from 'vue'
import { useI18n } from 'vue-i18n'
import { useSession } from '@/session/session'
import { now } from '@/time/clock'
import type { Book, Grid, Person, Post, Unit } from './book'
import type { Entries, ListName } from './entries'
import { placeOf, seatOf, withUnlisted, type Seat } from './seats'

/** What a form is opened with: an entry by its key, or a new one that begins with these fields. */
export type Editing = { [L in ListName]: { list: L; code: string | null; preset: Partial<Entries[L]> } }[ListName]

export type County = {
  book: ComputedRef<Book>
  mayEdit: ComputedRef<boolean>
  edit: (editing: Editing) => void
  show: (code: string) => void
  /** Loads the directory again; done when it is shown. */
  reload: () => Promise<void>
  unitOf: (code: string | null | undefined) => Unit | undefined
  unitName: (code: string | null | undefined) => string
  personOf: (id: string | null | undefined) => Person | undefined
  personName: (id: string | null | undefined) => string
  gridOf: (code: string | null | undefined) => Grid | undefined
  placeName: (place: string) => string
  seatsAt: (place: string) => Seat[]
}

const key: InjectionKey<County> = Symbol('county')

/** Makes the directory that was loaded known to all below, with its indexes made once for each version. */
export function provideCounty(book: ComputedRef<Book>, doing: Pick<County, 'edit' | 'show' | 'reload'>): County {
  const { t } = useI18n({ useScope: 'global' })
  const session = useSession()
  const units = computed(() => new Map(book.value.units.map((unit) => [unit.code, unit])))
  const people = computed(() => new Map(book.value.people.map((person) => [person.id, person])))
  const grids = computed(() => new Map(book.value.grids.map((grid) => [grid.code, grid])))
  const posts = computed(() => {
    const places = new Map<string, Post[]>()
    for (const post of book.value.posts) places.set(placeOf(post.code), [...(places.get(placeOf(post.code)) ?? []), post])
    return places
  })
  const gridOf: County['gridOf'] = (code) => (code ? grids.value.get(code) : undefined)
  const unitOf: County['unitOf'] = (code) => (code ? units.value.get(code) : undefined)
  const personOf: County['personOf'] = (id) => (id ? people.value.get(id) : undefined)
  const unitName: County['unitName'] = (code) => unitOf(code)?.name ?? code ?? '—'
  const personName: County['personName'] = (id) => personOf(id)?.displayName ?? id ?? t('directory.nobody')

  const county: County = {
    ...doing,
    book,
    mayEdit: computed(() => session.has('administrator')),
    unitOf,
    unitName,
    personOf,
    personName,
    gridOf,
    placeName: (place) => gridOf(place)?.name ?? unitName(place),
    seatsAt: (place) => withUnlisted(place, posts.value.get(place) ?? [], book.value.vacancies).map((post) => seatOf(post, book.value, gridOf, personName, now())),
  }
  provide(key, county)
  return county
}

export function useCounty(): County {
  const county = inject(key)
  if (!county) throw new Error('The directory is shown outside of its page.')
  return county
}
