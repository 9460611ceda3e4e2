export type Paged<T> = { items: T[]; next: string | null }

/** Asks for one page after the other until there is none, or until `enough` says so. At most 50 pages. */
export async function everyPage<T>(ask: (after: string | undefined) => Promise<Paged<T>>, enough: (page: T[]) => boolean = () => false): Promise<T[]> {
  const all: T[] = []
  let after: string | undefined
  for (let page = 0; page < 50; page++) {
    const told = await ask(after)
    all.push(...told.items)
    if (!told.next || enough(told.items)) break
    after = told.next
  }
  return all
}
