/** What JSON holds. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
export type Step = string | number

/** The steps of a path as findings write it: `$.rules[3].clocks.finish` → rules, 3, clocks, finish. */
export function stepsOf(path: string): Step[] {
  return [...path.matchAll(/\.([^.[\]]+)|\[(\d+)\]/g)].map((match) => (match[2] === undefined ? match[1]! : Number(match[2])))
}

export function pathOf(steps: Step[]): string {
  return '$' + steps.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('')
}

export function valueAt(document: Json | undefined, path: string): Json | undefined {
  let here = document
  for (const step of stepsOf(path)) {
    if (typeof here !== 'object' || here === null) return undefined
    here = (here as Record<Step, Json>)[step]
  }
  return here
}

/** The document with another value in one place; `undefined` takes the place away. What is not on the way stays the same object. */
export function withValue(document: Json, path: string, value: Json | undefined): Json {
  return put(document, stepsOf(path), value)
}

function put(here: Json | undefined, steps: Step[], value: Json | undefined): Json {
  const [step, ...rest] = steps
  if (step === undefined) return value as Json
  if (typeof step === 'number') {
    const list = [...((here ?? []) as Json[])]
    if (rest.length === 0 && value === undefined) list.splice(step, 1)
    else list[step] = put(list[step], rest, value)
    return list
  }
  const entry = { ...((here ?? {}) as { [key: string]: Json }) }
  if (rest.length === 0 && value === undefined) delete entry[step]
  else entry[step] = put(entry[step], rest, value)
  return entry
}
