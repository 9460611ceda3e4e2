import type { AbsenceLine, Book, Grid, Post, Vacancy } from './book'

export type Seat = {
  code: string
  title: string
  place: string
  personId: string | null
  name: string | null
  state: 'filled' | 'away' | 'vacant'
  until: string | null
  deputy: string | null
  /** Who is told instead: by name, with the post by which they answer; null where it is not known or nobody is. */
  answers: { name: string; post: string } | null
}

/** The place of a post: what stands behind the @ of its code. */
export function placeOf(post: string): string {
  return post.slice(post.indexOf('@') + 1)
}

/** Who fills a post today. The post of a grid worker names nobody: the grid names its worker. */
export function seatOf(post: Post, book: Book, gridOf: (code: string) => Grid | undefined, nameOf: (id: string) => string, now: number): Seat {
  const place = placeOf(post.code)
  const personId = post.personId ?? (post.code.startsWith('grid-worker@') ? (gridOf(place)?.workerId ?? null) : null)
  const absence = personId ? awayAt(book.absences, personId, now) : undefined
  const vacancy = book.vacancies.find((one) => one.post === post.code)
  return {
    code: post.code,
    title: post.title,
    place,
    personId,
    name: personId ? nameOf(personId) : null,
    state: personId === null ? 'vacant' : absence ? 'away' : 'filled',
    until: absence?.to ?? null,
    deputy: post.deputyId ? nameOf(post.deputyId) : null,
    answers: vacancy?.answers ? { name: vacancy.answers.name ?? vacancy.answers.personId, post: vacancy.answers.post } : null,
  }
}

/** The posts at a place with those that are vacant and stand in no list, as that of a grid's worker before there is a deputy. */
export function withUnlisted(place: string, posts: Post[], vacancies: Vacancy[]): Post[] {
  const listed = new Set(posts.map((post) => post.code))
  const unlisted = vacancies.filter((one) => placeOf(one.post) === place && !listed.has(one.post))
  return [...posts, ...unlisted.map((one) => ({ code: one.post, title: one.title, unitCode: one.unit, personId: one.personId, deputyId: null }))]
}

/** The absence that somebody is in: from its beginning until just before its end. */
export function awayAt(absences: AbsenceLine[], personId: string, now: number): AbsenceLine | undefined {
  return absences.find((one) => one.personId === personId && Date.parse(one.from) <= now && now < Date.parse(one.to))
}
