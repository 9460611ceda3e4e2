import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import zh from '@/words/zh/cases'
import { say, sayings, type FactLine, type Names } from './say'

const types = [...readFileSync('../Workflows/Cases/Facts/Fact.cs', 'utf8').matchAll(/JsonDerivedType\(typeof\(\w+\), "([a-z-]+)"\)/g)].map((found) => found[1]!)
const sentences = (zh as unknown as { fact: Record<string, string> }).fact
const names: Names = {
  unit: (code) => `单位${String(code)}`, grid: (code) => `网格${String(code)}`, category: String, person: (id) => `人${String(id)}`, clock: (id) => `时限${String(id)}`, time: String, budget: String, word: (_, code) => `词${String(code)}`,
}

function fact(type: string, data: Record<string, unknown> = {}): FactLine {
  return { number: 1, at: '2026-02-13T09:00:00+08:00', by: 'p-1', name: '某', role: null, unit: null, type, data: data as FactLine['data'], hash: '' }
}

/** Each flag and value that changes what is said. */
const turns: Record<string, unknown>[] = [
  {}, { auto: true }, { urge: true }, { attached: true }, { attached: true, urge: true }, { byRule: true }, { proposalRank: 1 }, { promisedAt: 'x' }, { toArbitration: true }, { attachments: ['a', 'b'] }, { toArbitration: true, attachments: ['a'] }, { byItself: true }, { onSite: true },
  { dissatisfied: true }, { counted: true }, { exhausted: true }, { failedVisits: 2 }, { lookBack: true }, { recurred: true }, { because: 3 }, { climbed: true }, { undoes: 2 }, { lookBackOf: 'x' }, { toUnit: 'a', fromUnit: 'b' },
]

describe('what facts say', () => {
  it('is known for every type of fact that there is, and for no other', () => {
    expect(types.length).toBeGreaterThan(50)
    expect(Object.keys(sayings).sort()).toEqual([...types].sort())
  })

  it.each(types)('%s has a sentence for each of its turns, with everything put in', (type) => {
    for (const turn of turns) {
      const said = say(fact(type, turn), names)!
      const sentence = sentences[said.key]
      expect(sentence, said.key).toBeTruthy()
      const places = [...sentence!.matchAll(/\{(\w+)\}/g)].map((found) => found[1]!)
      expect(places.filter((place) => !(place in said.values)), said.key).toEqual([])
    }
  })

  it('uses every sentence that is there', () => {
    const used = new Set(types.flatMap((type) => turns.map((turn) => say(fact(type, turn), names)!.key)))
    expect(Object.keys(sentences).filter((key) => !used.has(key))).toEqual([])
  })

  it('names the unit, the person and the clock', () => {
    expect(say(fact('dispatched', { unitCode: 'cgj' }), names)!.values.unit).toBe('单位cgj')
    expect(say(fact('fell-due', { clock: 'sign-off', because: 4 }), names)).toEqual({ key: 'fell-due-by-rule', values: { clock: '时限sign-off', rung: '', change: '4' } })
    expect(say(fact('extension-granted', { amount: '3wd', clocks: ['a', 'b'] }), names)!.values.clocks).toBe('时限a、时限b')
  })

  it('is nothing for a type that the page does not know', () => {
    expect(say(fact('teleported'), names)).toBeNull()
  })
})
