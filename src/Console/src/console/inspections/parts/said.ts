import { ElMessage } from 'element-plus'
import 'element-plus/es/components/message/style/css'

/** Says that something is done; a screen reader hears it too. */
export function said(text: string): void {
  ElMessage.success({ message: text, showClose: true, duration: 4000 })
}
