import type { Case, Command } from './forms'
import { forms } from './forms'

/** The step that carries a case on, the most pressing first; the rest of a role's moves stand beside it. */
const onwards: Command[] = [
  'arbitrate', 'decide-objection', 'decide-suspension', 'decide-extension', 'triage', 'dispatch', 'sign-off', 'contact', 'complete-subtask', 'strike-off', 'resume', 'resolve', 'verify', 'visit', 'close', 'look-back',
]

/** What is done once in many cases stands in a menu. */
const rare: ReadonlySet<Command> = new Set(['regrade', 'refuse', 'merge', 'separate', 'withdraw', 'ledger', 'step-up', 'take-over', 'reopen', 'add-subtask', 'tell-acceptance'])

/** Whether a move is the next step of this case now, and not just possible. */
function carriesOn(command: Command, about: Case): boolean {
  switch (command) {
    case 'triage':
      return about.stage === 'triage'
    case 'dispatch':
      return about.unit === null
    case 'contact':
      return about.stage === 'handling' && about.clocks.some((clock) => clock.kind === 'first-contact' && clock.state === 'running')
    case 'close':
      return true
    case 'visit':
      // Once enough attempts found nobody, closing is what remains.
      return !about.allowedCommands.includes('close')
    default:
      return onwards.includes(command)
  }
}

function isCommand(name: string): name is Command {
  return name in forms
}

/** 下一步、其他、更多: the moves of the caller in the order in which they are wanted. */
export function arrange(about: Case): { primary: Command | null; usual: Command[]; rare: Command[] } {
  const allowed = about.allowedCommands.filter(isCommand)
  const primary = onwards.find((command) => allowed.includes(command) && carriesOn(command, about)) ?? null
  const others = allowed.filter((command) => command !== primary)
  return { primary, usual: others.filter((command) => !rare.has(command)), rare: others.filter((command) => rare.has(command)) }
}
