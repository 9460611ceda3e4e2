/** The kinds of place (场所类别) that the host knows. */
export const placeKinds = ['small-place', 'rental', 'key-unit', 'public-facility', 'school-surroundings', 'market', 'construction-site', 'water', 'farmland', 'other'] as const
export const riskColours = ['green', 'yellow', 'red'] as const
