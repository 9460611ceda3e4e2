import type { Schemas } from '@/contract/client'

export type CareTier = Schemas['CareTier']

/** An entry of the register as its form holds it. In a change, empty personal values stay as they are. */
export type CareForm = { gridCode: string; tier: CareTier; name: string; address: string; phone: string; firstVisitBy: string }

export function emptyCare(): CareForm {
  return { gridCode: '', tier: 'general', name: '', address: '', phone: '', firstVisitBy: '' }
}

export function writeNew(form: CareForm): Schemas['CareDocument'] {
  return { gridCode: form.gridCode, tier: form.tier, name: form.name.trim(), ...personal(form), ...(form.firstVisitBy && { firstVisitBy: form.firstVisitBy }) }
}

/** Only what is to become different. */
export function writeChange(form: CareForm, entry: Pick<Schemas['CareLine'], 'gridCode' | 'tier' | 'version'>): Schemas['CareChangeDocument'] {
  return {
    expectedVersion: entry.version,
    ...(form.gridCode !== entry.gridCode && { gridCode: form.gridCode }),
    ...(form.tier !== entry.tier && { tier: form.tier }),
    ...(form.name.trim() && { name: form.name.trim() }),
    ...personal(form),
  }
}

function personal(form: CareForm): { address?: string; phone?: string } {
  return { ...(form.address.trim() && { address: form.address.trim() }), ...(form.phone.trim() && { phone: form.phone.trim() }) }
}

/** The numbers of care visits as their form holds them. */
export type TermsForm = { high: string; key: string; general: string; eventWithinHours: number; warnHours: number; ladder: { afterHours: number; audience: string[] }[] }

export function readTerms(terms: Schemas['CareTerms']): TermsForm {
  const { high, key, general, eventWithinHours, warnHours } = terms
  return { high, key, general, eventWithinHours, warnHours, ladder: terms.ladder.map((rung) => ({ afterHours: rung.afterHours, audience: [...rung.audience] })) }
}

export function writeTerms(form: TermsForm, expectedVersion: number): Schemas['CareTermsDocument'] {
  return { ...form, expectedVersion }
}

/** What is wrong with the ladder: by rung, or as a whole under -1. */
export function ladderFaults(ladder: TermsForm['ladder']): Map<number, 'later' | 'nobody' | 'noRung'> {
  const faults = new Map<number, 'later' | 'nobody' | 'noRung'>()
  if (ladder.length === 0) faults.set(-1, 'noRung')
  ladder.forEach((rung, at) => {
    if (at > 0 && rung.afterHours <= ladder[at - 1]!.afterHours) faults.set(at, 'later')
    else if (rung.audience.length === 0) faults.set(at, 'nobody')
  })
  return faults
}
