import { api, ask, type Schemas } from '@/contract/client'
import { allPages } from '@/contract/pages'

export type Unit = Schemas['Unit']
export type Grid = Schemas['Grid']
export type Post = Schemas['Post']
export type Person = Schemas['Person']
export type Category = Schemas['Category']
export type AbsenceLine = Schemas['AbsenceLine']
export type Vacancy = Schemas['VacancyLine']

/** The directory as the page shows it, whoever looks: the whole for administrators and auditors, else what the lists give. */
export type Book = {
  /** The directory's version; null for those who may not change it and do not see its history. */
  version: number | null
  units: Unit[]
  grids: Grid[]
  posts: Post[]
  people: Person[]
  absences: AbsenceLine[]
  categories: Category[]
  vacancies: Vacancy[]
  former: { code: string; now: string }[]
}

const all = (after?: string) => ({ params: { query: { limit: '200', after } } })

/** @param overseer Whether the caller may see who answers instead. */
export async function loadBook(whole: boolean, overseer: boolean): Promise<Book> {
  const [rest, absences, vacancies] = await Promise.all([
    whole ? wholeCounty() : lists(),
    allPages((after) => ask(api.GET('/api/directory/absences', all(after)))),
    overseer ? allPages((after) => ask(api.GET('/api/directory/vacancies', all(after)))) : [],
  ])
  return { ...rest, absences, vacancies }
}

type Rest = Omit<Book, 'absences' | 'vacancies'>

async function wholeCounty(): Promise<Rest> {
  const { version, county } = await ask(api.GET('/api/directory'))
  const { units, grids, posts, people, categories } = county
  return { version, units, grids, posts, people, categories, former: [...(county.formerUnits ?? []), ...(county.formerGrids ?? [])] }
}

async function lists(): Promise<Rest> {
  const [units, grids, posts, people, categories] = await Promise.all([
    allPages((after) => ask(api.GET('/api/directory/units', all(after)))),
    allPages((after) => ask(api.GET('/api/directory/grids', all(after)))),
    allPages((after) => ask(api.GET('/api/directory/posts', all(after)))),
    allPages((after) => ask(api.GET('/api/directory/people', all(after)))),
    allPages((after) => ask(api.GET('/api/directory/categories', all(after)))),
  ])
  return {
    version: null,
    units: units.map(({ parent, ...unit }) => ({ ...unit, parentCode: parent })),
    grids: grids.map(({ village, ...grid }) => ({ ...grid, villageUnit: village })),
    posts: posts.map(({ unit, code, title, personId, deputyId }) => ({ code, title, unitCode: unit, personId, deputyId })),
    people: people.map(({ personId, name, unit, ...person }) => ({ ...person, id: personId, displayName: name, unitCode: unit, scope: '' })),
    categories: categories.map(({ parent, ...category }) => ({ ...category, parentCode: parent })),
    former: [],
  }
}
