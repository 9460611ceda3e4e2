import type { Schemas } from '@/contract/client'

/** What is shown this once: a secret under the name by which a person knows it. */
export type SecretLine = { name: string; of: string; secret: string }

export function linesOf(drawn: Schemas['DrawnPassword'][]): SecretLine[] {
  return drawn.map((one) => ({ name: one.user, of: one.name ?? one.personId, secret: one.password }))
}

/** All of them as a text with tabs, as a spreadsheet takes it. */
export function asText(lines: SecretLine[]): string {
  return lines.map((line) => `${line.of}\t${line.name}\t${line.secret}`).join('\n')
}

/** A user for a person, to be mended by hand: the role and the number of the person. */
export function userFor(person: Pick<Schemas['PersonLine'], 'personId' | 'roles'>, taken: ReadonlySet<string>): string {
  const word = { 'grid-worker': 'worker', 'unit-clerk': 'clerk', administrator: 'admin' }[person.roles[0] as string] ?? person.roles[0] ?? 'user'
  const number = person.personId.toLowerCase().replace(/^p-0*/, '').replace(/[^a-z0-9._@-]/g, '') || '1'
  let user = `${word}-${number}`.slice(0, 60)
  for (let turn = 2; taken.has(user); turn++) user = `${word}-${number}-${turn}`
  return user
}

/** Whether a word may be a user: 3 to 64 small letters, digits, dots, underscores, hyphens and @, the first a letter or digit. */
export function isUser(word: string): boolean {
  return /^[a-z0-9][a-z0-9._@-]{2,63}$/.test(word)
}
