/** The icons that the navigation may name; a page of its own imports what it uses. */
export { Bell, Calendar, Compass, Connection, DataBoard, Document, Files, Key, Monitor, OfficeBuilding, Promotion, Search, Timer, User, View } from '@element-plus/icons-vue'
