import { describe, expect, it } from 'vitest'
import { byField, countOf, placePath, type RuleFinding } from './findings'
import { sectionOf } from './form'
import { inChinese, withNames } from './finding-words'
import { pathOf, stepsOf, valueAt, withValue, type Json } from './path'

const document: Json = {
  version: '2026.1',
  rules: [
    { id: 'every-case', clocks: { visit: '2wd' }, source: 's' },
    { id: 'L3', clocks: { finish: { budget: '5wd', endOfDay: 'close' } }, source: 's' },
  ],
  suspensions: [{ code: 'citizen-evidence', maxLength: '5wd' }, { code: 'seasonal', maxLength: '90cd' }],
  units: { '440310-zzzx': { officeHours: [] } },
}
const finding = (path: string, severity: 'error' | 'warning' = 'error'): RuleFinding => ({ severity, path, problem: 'p', remedy: 'r' })

describe('a path', () => {
  it('is read and written', () => {
    expect(stepsOf('$.rules[3].clocks.sign-off')).toEqual(['rules', 3, 'clocks', 'sign-off'])
    expect(pathOf(['rules', 3, 'clocks', 'sign-off'])).toBe('$.rules[3].clocks.sign-off')
    expect(stepsOf('$.units.440310-zzzx.officeHours')).toEqual(['units', '440310-zzzx', 'officeHours'])
    expect(stepsOf('$')).toEqual([])
  })

  it('finds a value, or nothing where there is none', () => {
    expect(valueAt(document, '$.rules[0].clocks.visit')).toBe('2wd')
    expect(valueAt(document, '$.rules[7].clocks.visit')).toBeUndefined()
  })

  it('changes one place and leaves the rest as it is', () => {
    const changed = withValue(document, '$.rules[0].clocks.visit', '3wd')
    expect(valueAt(changed, '$.rules[0].clocks.visit')).toBe('3wd')
    expect(valueAt(document, '$.rules[0].clocks.visit')).toBe('2wd')
    expect(valueAt(changed, '$.rules[1]')).toBe(valueAt(document, '$.rules[1]'))
  })

  it('takes an entry of a list or a key away', () => {
    expect(valueAt(withValue(document, '$.rules[0]', undefined), '$.rules[0].id')).toBe('L3')
    expect(valueAt(withValue(document, '$.rules[0].clocks.visit', undefined), '$.rules[0].clocks')).toEqual({})
  })

  it('makes what is missing on the way', () => {
    expect(valueAt(withValue(document, '$.rules[0].when', { grade: ['L1'] }), '$.rules[0].when')).toEqual({ grade: ['L1'] })
    expect(valueAt(withValue(document, '$.notices.digestOver', 5), '$.notices')).toEqual({ digestOver: 5 })
  })
})

describe('a finding', () => {
  const fields = new Set(['$.rules', '$.rules[1]', '$.rules[1].clocks.finish', '$.suspensions[1].maxLength'])
  const placed = (path: string) => [...byField([finding(path)], fields, document).keys()][0]

  it('is shown at its field', () => expect(placed('$.rules[1].clocks.finish')).toBe('$.rules[1].clocks.finish'))
  it('of a part of a field is shown at the field', () => expect(placed('$.rules[1].clocks.finish.marks.warnDaysLeft')).toBe('$.rules[1].clocks.finish'))
  it('of what has no field is shown at what holds it', () => {
    expect(placed('$.rules[1].when.category')).toBe('$.rules[1]')
    expect(placed('$.rules[0].clocks.visit')).toBe('$.rules')
    expect(placed('$.petition.accept')).toBe('$')
  })
  it('that names an entry by its code is shown at the entry', () => {
    expect(placePath('$.suspensions.seasonal.maxLength', document)).toBe('$.suspensions[1].maxLength')
    expect(placed('$.suspensions.seasonal.maxLength')).toBe('$.suspensions[1].maxLength')
  })

  it('belongs to the section in which its field is', () => {
    expect(['$.rules[3].clocks.finish', '$.ladders[0].warn', '$.climbs[2]', '$.objection.windows[0]', '$.endOfDay', '$.marks.warnDaysLeft', '$.lookBack.after', '$.inspection.places[0].every', '$'].map(sectionOf)).toEqual([
      'rules', 'ladders', 'ladders', 'objection', 'marks', 'marks', 'visit', 'special', 'rules',
    ])
  })

  it('is counted as error or warning', () => expect(countOf([finding('$'), finding('$', 'warning'), finding('$', 'warning')])).toEqual({ errors: 1, warnings: 2 }))

  it('is said in Chinese with what it names, and in the words of the host where those are not known', () => {
    expect(inChinese("No category of this county is 'dispute.*'.")).toBe('本县没有类别“dispute.*”。')
    expect(inChinese('It is never used: $.rules[3], $.rules[4] take every case it is for.')).toBe('这一条永远用不到：其适用案件都被 $.rules[3], $.rules[4] 先行适用。')
    expect(inChinese('Give 1 to 30.')).toBe('请填 1 至 30。')
    expect(withNames('$.rules[1].clocks.finish take every case, not $.rules[7].', document, () => '办结')).toBe('L3：办结 take every case, not $.rules[7].')
    expect(inChinese('Something new.')).toBe('Something new.')
  })
})
