type Say = { t: (key: string) => string; te: (key: string) => boolean }

/** An entry as the host names it, `unit 440804-cgj`, in the words of the page. */
export function entryText(entry: string, { t, te }: Say): string {
  const [, word, code] = /^(former grid|former unit|\w+) (.*)$/.exec(entry) ?? []
  const key = `directory.entry.${word?.replace(' ', '-')}`
  return word && te(key) ? `${t(key)} ${code}` : entry
}

/** A field of an entry, as history and imports name it. */
export function fieldText(field: string, { t, te }: Say): string {
  return te(`directory.field.${field}`) ? t(`directory.field.${field}`) : field
}
