import { describe, expect, it } from 'vitest'

type Said = { [key: string]: string | Said }
const chinese = import.meta.glob<{ default: Said }>('./zh/*.ts', { eager: true })
const english = import.meta.glob<{ default: Said }>('./en/*.ts', { eager: true })

/** What is said, by its whole key. */
function flat(said: Said, before = ''): Map<string, string> {
  return new Map(Object.entries(said).flatMap(([key, text]) => (typeof text === 'string' ? [[before + key, text] as const] : [...flat(text, `${before}${key}.`)])))
}

function placesIn(text: string): string[] {
  return [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1]!))].sort()
}

describe('the words', () => {
  it('are said in both languages for every area', () => {
    expect(Object.keys(english).map((path) => path.replace('/en/', '/zh/'))).toEqual(Object.keys(chinese))
  })

  it.each(Object.keys(chinese))('%s says the same things in English, with the same values put in', (path) => {
    const [here, there] = [flat(chinese[path]!.default), flat(english[path.replace('/zh/', '/en/')]!.default)]
    expect([...there.keys()].sort()).toEqual([...here.keys()].sort())
    expect([...here].filter(([key, text]) => placesIn(text).join() !== placesIn(there.get(key)!).join())).toEqual([])
  })

  it.each(Object.keys(chinese))('%s speaks Chinese', (path) => {
    const latin = [...flat(chinese[path]!.default).values()].filter((text) => !/\p{Script=Han}/u.test(text) && /[a-z]{5,}/i.test(text))
    // Names of things that have no other name.
    expect(latin.filter((text) => !/^(Open311|Webhook|English|CloudEvents|GeoJSON)$/.test(text))).toEqual([])
  })
})
