import { demos } from 'virtual:sublet/demos'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { installApi } from '../host/api'
import { createHost } from '../host/host'
import { App } from './app'
import { keepOffline } from './offline'
import './tokens.css'
import './base.css'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')

const host = createHost({ demos })
// While it is developed, the site changes with every key that is pressed.
const offline = keepOffline(import.meta.env.PROD ? navigator.serviceWorker : undefined)
installApi(host)
createRoot(root).render(
  <StrictMode>
    <App host={host} offline={offline} />
  </StrictMode>,
)
