/** Which field of a plan or a campaign each refusal is about. */
export const targetCodes: Record<string, string> = {
  'bad-name': 'name',
  'bad-budget': 'window',
  'bad-area': 'areas',
  'too-many-areas': 'areas',
  'out-of-area': 'areas',
  'unknown-checklist': 'checklist',
  'unknown-ladder': 'ladder',
  'unknown-unit': 'departments',
  'too-many-departments': 'departments',
  'bad-frequency': 'rhythm',
}
