import { showToast } from 'vant'
import 'vant/es/toast/style'

/** Says in passing that what was filled in is safe. */
export function tellKept(text: string): void {
  showToast({ message: text, position: 'top', duration: 2500 })
}
