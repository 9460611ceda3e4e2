import { showDialog, showToast } from 'vant'
import 'vant/es/dialog/style'
import 'vant/es/toast/style'

/** Says in passing that what was filled in is safe. */
export function tellKept(text: string): void {
  showToast({ message: text, position: 'top', duration: 2500 })
}

/** Says that what was filled in is not safe yet, and stays until it was read. */
export function tellNotKept(text: string, read: string): void {
  void showDialog({ message: text, confirmButtonText: read })
}
