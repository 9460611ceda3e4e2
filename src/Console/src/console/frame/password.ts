export type PasswordFaults = { old?: 'needed'; chosen?: 'short' | 'same'; again?: 'differs' }

/** What is wrong with a chosen password before it is sent: the host looks again, and at more. */
export function faultsOf(old: string, chosen: string, again: string): PasswordFaults {
  const faults: PasswordFaults = {}
  if (!old) faults.old = 'needed'
  if (chosen.length < 12) faults.chosen = 'short'
  else if (chosen === old) faults.chosen = 'same'
  if (again !== chosen) faults.again = 'differs'
  return faults
}
