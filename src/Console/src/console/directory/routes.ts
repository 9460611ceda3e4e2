import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [{ path: '/directory', component: () => import('./DirectoryPage.vue'), meta: { title: 'directory.title', nav: { order: 60, icon: 'OfficeBuilding' } } }]
