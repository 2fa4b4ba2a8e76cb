import '@fontsource-variable/hanken-grotesk/wght.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/parts.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { pageOf } from './pages';
import { place } from './route.svelte';
import { here } from './site.svelte';
import { chooseLanguage } from './words';

here.paint();
// A newer server has other files than this document knows: the document is fetched anew, but not over and over.
addEventListener('vite:preloadError', (event) => {
  const last = Number(sessionStorage.getItem('renewed') ?? 0);
  if (Date.now() - last < 30_000) return;
  event.preventDefault();
  sessionStorage.setItem('renewed', String(Date.now()));
  location.reload();
});
// The page's own code is on its way while the language is chosen. (No await at the top: the bundler would then cut
// what main shares with the pages into many small files.)
void pageOf(place.route.page);
void chooseLanguage().then(() => mount(App, { target: document.querySelector('#app')! }));
