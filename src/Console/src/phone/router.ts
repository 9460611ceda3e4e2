import { createRouter, createWebHistory } from 'vue-router'
import CasePage from './cases/CasePage.vue'
import AbsencePage from './me/AbsencePage.vue'
import MePage from './me/MePage.vue'
import QueuePage from './queue/QueuePage.vue'
import ReportPage from './report/ReportPage.vue'
import CarePage from './rounds/CarePage.vue'
import InspectionPage from './rounds/InspectionPage.vue'
import NoticePage from './rounds/NoticePage.vue'
import TasksPage from './tasks/TasksPage.vue'

/** All pages come with the app, so that none is missing when the network goes. Where a page `rests`, nothing is filled in that opening the app anew would lose. */
export const router = createRouter({
  history: createWebHistory('/m/'),
  routes: [
    { path: '/', component: TasksPage, meta: { rests: true, title: 'phone.tasks.title' } },
    { path: '/cases/:caseId', component: CasePage, props: true, meta: { title: 'phone.case.title' } },
    { path: '/report', component: ReportPage, meta: { title: 'phone.report.title' } },
    { path: '/inspections/:id', component: InspectionPage, props: true, meta: { title: 'phone.inspection.title' } },
    { path: '/care/:id', component: CarePage, props: true, meta: { title: 'phone.care.title' } },
    { path: '/notices/:id', component: NoticePage, props: true, meta: { title: 'phone.notice.title' } },
    { path: '/queue', component: QueuePage, meta: { rests: true, title: 'phone.queue.title' } },
    { path: '/me', component: MePage, meta: { rests: true, title: 'phone.me.title' } },
    { path: '/absence', component: AbsencePage, meta: { title: 'phone.absence.title' } },
    { path: '/:rest(.*)*', redirect: '/' },
  ],
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
})
