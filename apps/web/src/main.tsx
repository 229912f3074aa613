import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import './styles/base.css';
import './styles/shell.css';
import './styles/table.css';
import './styles/document.css';
import './styles/record.css';
import './styles/register.css';
import './styles/register-list.css';
import './styles/search.css';
import './styles/work.css';
import './styles/file.css';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
