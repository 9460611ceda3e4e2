import { showConfirmDialog } from 'vant'
import 'vant/es/dialog/style'

/** Asks before something is lost. */
export async function isSure(message: string, yes: string, no: string): Promise<boolean> {
  try {
    await showConfirmDialog({ message, confirmButtonText: yes, cancelButtonText: no, confirmButtonColor: '#b91c1c' })
    return true
  } catch (answer) {
    if (answer instanceof Error) throw answer
    return false
  }
}
