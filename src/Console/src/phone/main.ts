import '@/style/tokens.css'
import './phone.css'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { languageKept, speak } from '@/words'
import App from './App.vue'
import { followVersions } from './frame/newer'
import './me/large'
import { router } from './router'
import { words } from './words'

// The app itself is kept by the browser, so that it opens without a network.
if (import.meta.env.PROD && 'serviceWorker' in navigator) void followVersions(navigator.serviceWorker, '/m/sw.js', '/m/', () => location.reload()).catch(() => undefined)
await speak(languageKept())
createApp(App).use(createPinia()).use(words).use(router).mount('#app')
