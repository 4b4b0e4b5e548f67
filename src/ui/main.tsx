import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { installApi } from '../host/api'
import { createHost } from '../host/host'
import { App } from './app'
import './tokens.css'
import './base.css'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')

const host = createHost()
installApi(host)
createRoot(root).render(
  <StrictMode>
    <App host={host} />
  </StrictMode>,
)
