/** A span as policies write it, PT1H or PT15M or P1D, in the largest whole unit. */
export function isoSpan(iso: string): { amount: number; unit: 'day' | 'hour' | 'minute' } {
  const [, days, hours, minutes] = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(iso) ?? []
  const total = (Number(days ?? 0) * 24 + Number(hours ?? 0)) * 60 + Number(minutes ?? 0)
  if (total > 0 && total % 1440 === 0) return { amount: total / 1440, unit: 'day' }
  return total > 0 && total % 60 === 0 ? { amount: total / 60, unit: 'hour' } : { amount: total, unit: 'minute' }
}
