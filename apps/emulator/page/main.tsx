import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '@fontsource-variable/inter/wght.css'
import './styles/tokens.css'
import './styles/page.css'
import './styles/keypad.css'
import './styles/caller.css'
import './styles/desk.css'
import './styles/calls.css'
import { Page } from './page.tsx'

const place = document.getElementById('page')
if (!place) throw new Error('index.html lost its element with the id "page".')
createRoot(place).render(
  <StrictMode>
    <Page />
  </StrictMode>,
)
