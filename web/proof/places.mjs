/**
 * Every place of the site that a person can come to: pages, dialogs, open menus, what is said when there is nothing and
 * when something is wrong. The proofs look at all of them, the tour photographs those that it has words for.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { visit } from './house.mjs';

/**
 * By what each page and dialog is known: something that it alone shows, and only when what it waits for is there. Whoever
 * says that a place shows it has it looked for.
 */
export const MARKS = {
  Home: '#newest',
  HomeEmpty: '.centre > h2:text-is("Your first video goes here"), .centre > h2:text-is("No videos yet")',
  Watch: '.watch .about h1',
  WatchText: '.watch .words',
  Embed: '.alone:has(.player, .wait [role=alert])',
  Search: '.page:has(> .choices) > :is(.grid, .nothing)',
  'search/Choice': '.choices select',
  Login: 'input[autocomplete=current-password]',
  Invite: '.alone .brand ~ h1',
  Lost: '#lost',
  Upload: '.page > header ~ :is(.drop, .columns)',
  Mine: '#mine-search:visible, .page input[type=checkbox]:visible',
  BulkEdit: '#bulk-who',
  Edit: '#edit-tags',
  'edit/Chapters': '#edit-chapters',
  'edit/Picture': '#picture',
  'edit/Captions': '#captions',
  Settings: '#space',
  'settings/Browser': '#browser',
  'settings/Login': '#login',
  'settings/Sessions': '#sessions ~ ul > li',
  'settings/You': '#you',
  Admin: '.desk > nav',
  'admin/Health': 'a[href="/health/ready"]',
  'admin/Jobs': '.desk h1:text-is("Jobs") ~ :is(ul.panel, .empty)',
  'admin/Users': '.desk table',
  'admin/Invitations': '#invitations',
  'admin/NewPersonDialog': 'dialog[open] input[autocomplete=new-password]',
  'admin/QuotaField': 'dialog[open] select',
  'admin/PersonDialog': 'dialog[open] button.danger, dialog[open] button:has-text("Block")',
  'admin/InviteDialog': 'dialog[open] .hint',
  'admin/Storage': '#keepers',
  KeysDialog: 'dialog[open] kbd',
  ShareDialog: 'dialog[open] h2:text-is("Share")',
  DownloadDialog: 'dialog[open] h2:text-is("Download")',
};
/** How long a page may take to be there, in ms: on a busy machine too. */
const THERE = 10_000;

const press = (name) => (page) => page.getByRole('button', { name }).first().click();
/** Some buttons stand where phones have another one. */
const open = (selector) => (page) => page.locator(`${selector}:visible`).first().click();
const all = (...steps) => async (page) => {
  for (const step of steps) await step(page);
};
const said = (text) => (page) => page.getByText(text).first().waitFor();
const wrongPassword = all((page) => page.fill('#name', 'root'), (page) => page.fill('#password', 'guess'), open('button.primary'), said(/do not fit/));
const broken = readFileSync(new URL('../../src/main/resources/org/zoetrope/web/http/broken.html', import.meta.url), 'utf8');

/** The page of a server that could not make one, which no script of ours is asked for. */
const tear = (page) =>
  page.route('**/torn', (route) =>
    route.fulfill({ contentType: 'text/html', body: broken.replaceAll('%1$s', 'The film tore here').replaceAll('%2$s', 'The server could not make this page.') }),
  );

/** Answers of the API that do not come. */
const cutOff = (path) => (page) => page.route(`**/${path}**`, (route) => route.abort());

/**
 * Places of a site that is still empty.
 * name: what it is called; path; shows: the components that are seen there; root: whether one has to be logged in;
 * before and then: what is done before and after the page is opened; tour: what the tour says of it.
 */
export const emptyPlaces = [
  { name: 'home, empty', path: '/', shows: ['HomeEmpty'], tour: 'Before the first video.' },
  { name: 'mine, empty', path: '/videos', root: true, shows: ['HomeEmpty'] },
  { name: 'upload, empty', path: '/upload', root: true, shows: ['Upload'], tour: 'Files go in, and what becomes of them.' },
  { name: 'jobs, empty', path: '/admin/jobs', root: true, shows: ['admin/Jobs'] },
];

/**
 * Places of a site that is in use.
 *
 * @param {{ shortUUID: string, failed: string, secret: string, invitation: string }} site addresses: a video that plays,
 *   one that cannot be played, one that is for its owner only, the link of an invitation
 */
export const places = ({ shortUUID, failed, secret, invitation }) => [
  { name: 'home', path: '/', shows: ['Home'], tour: 'What is new.' },
  { name: 'watch', path: `/w/${shortUUID}`, shows: ['Watch', 'WatchText'], tour: 'A video, its qualities, what comes next.' },
  { name: 'quality', path: `/w/${shortUUID}`, shows: [], then: open('button[aria-label^="Quality"]'), tour: 'Qualities to choose from.' },
  { name: 'keys', path: `/w/${shortUUID}`, shows: ['KeysDialog'], then: (page) => page.keyboard.press('?'), tour: 'What the keys do.' },
  { name: 'share', path: `/w/${shortUUID}`, shows: ['ShareDialog'], then: press('Share'), tour: 'A link, or the player for another page.' },
  { name: 'download', path: `/w/${shortUUID}`, shows: ['DownloadDialog'], then: press('Download'), tour: 'What can be kept.' },
  { name: 'cannot play', path: `/w/${shortUUID}`, shows: [], before: (page) => page.route('**/media/**', (route) => route.fulfill({ body: 'nonsense' })), then: said('The video does not play here.') },
  { name: 'play, away', path: `/w/${shortUUID}`, shows: [], before: (page) => page.route('**/media/**', (route) => route.abort()), then: said('The server does not answer') },
  { name: 'embed', path: `/videos/embed/${shortUUID}`, shows: ['Embed'], tour: 'The player alone, for pages elsewhere.' },
  { name: 'embed, refused', path: `/videos/embed/${secret}`, shows: ['Embed'] },
  { name: 'search', path: '/search?q=the', shows: ['Search', 'search/Choice'], tour: 'What was found, with filters.' },
  { name: 'search, nothing', path: '/search?q=zoetorpe', shows: ['Search'] },
  { name: 'search, away', path: '/search?q=the', shows: [], before: cutOff('api/v1/search'), then: said('The server does not answer') },
  { name: 'login', path: '/login', shows: ['Login'], tour: 'Coming in.' },
  { name: 'login, wrong', path: '/login', shows: ['Login'], then: wrongPassword },
  { name: 'account, nobody', path: '/', shows: [], then: open('button.who') },
  { name: 'invited', path: invitation, shows: ['Invite'], then: all(open('button.primary'), said('The name is missing.')) },
  { name: 'invitation', path: invitation, shows: ['Invite'], tour: 'An invitation.' },
  { name: 'invitation, over', path: '/invite#nothing', shows: ['Invite'] },
  { name: 'lost', path: '/nowhere', shows: ['Lost'], tour: 'An address that means nothing.' },
  { name: 'lost video', path: `/w/${secret}`, shows: ['Lost'] },
  { name: 'torn', path: '/torn', shows: [], before: tear, tour: 'A page that could not be made.' },
  { name: 'upload', path: '/upload', root: true, shows: ['Upload'], then: uploading, tour: 'A file on its way, and its words.' },
  { name: 'mine', path: '/videos', root: true, shows: ['Mine'], tour: 'One’s own videos, many changed at once.' },
  { name: 'mine, chosen', path: '/videos', root: true, shows: ['Mine'], then: choose },
  { name: 'mine, edited', path: '/videos', root: true, shows: ['BulkEdit'], then: all(choose, press('Edit: who may watch, tags, download')), tour: 'Several of them changed at once.' },
  { name: 'mine, deleted', path: '/videos', root: true, shows: ['Mine'], then: all(press(/^Delete: /), said('is deleted.')), after: press('Undo') },
  { name: 'mine, none', path: '/videos', root: true, shows: ['Mine'], then: all((page) => page.fill('#mine-search', 'zzzz'), said(/None of your/)) },
  { name: 'edit', path: `/videos/${shortUUID}/edit`, root: true, shows: ['Edit', 'edit/Chapters', 'edit/Picture'], tour: 'The words of a video.' },
  { name: 'edit, captions', path: `/videos/${shortUUID}/edit`, root: true, shows: ['edit/Captions'], then: captions, tour: 'Captions of one’s own.' },
  { name: 'edit, wrong', path: `/videos/${shortUUID}/edit`, root: true, shows: ['Edit'], then: all((page) => page.fill('#edit-tags', 'a,b,c,d,e,f'), said(/Five tags/)), after: press('Discard') },
  { name: 'failed', path: `/w/${failed}`, root: true, shows: ['Watch'], tour: 'A file that cannot be played, and why.' },
  { name: 'settings', path: '/settings', root: true, shows: ['Settings', 'settings/Browser', 'settings/Login', 'settings/Sessions', 'settings/You'], tour: 'Name, password, sessions, habits.' },
  { name: 'account', path: '/', root: true, shows: [], then: open('button.who') },
  { name: 'health', path: '/admin/health', root: true, shows: ['Admin', 'admin/Health'], tour: 'How the server is, and what to do about it.' },
  { name: 'health, away', path: '/admin/health', root: true, shows: [], before: cutOff('health/ready'), then: said('The server does not answer') },
  { name: 'jobs', path: '/admin/jobs', root: true, shows: ['admin/Jobs'], then: press(/^Failed/), tour: 'What is being made, what failed and why.' },
  { name: 'users', path: '/admin/users', root: true, shows: ['admin/Users', 'admin/Invitations'], tour: 'People.' },
  { name: 'user, new', path: '/admin/users', root: true, shows: ['admin/NewPersonDialog', 'admin/QuotaField'], then: all(press('Create an account'), open('dialog button.primary')), tour: 'A new account.' },
  { name: 'user, changed', path: '/admin/users', root: true, shows: ['admin/PersonDialog'], then: press(/^Change /), tour: 'Somebody’s role, space, and whether they may come in.' },
  { name: 'user, invited', path: '/admin/users', root: true, shows: ['admin/InviteDialog'], then: press('Invite somebody'), tour: 'Somebody to invite.' },
  { name: 'storage', path: '/admin/storage', root: true, shows: ['admin/Storage'], tour: 'What takes the space.' },
];

/** A file as soon as its row is there, while it is sent and looked at; it cannot be played, and stays. */
async function uploading(page) {
  await page.locator('input[type=file]').first().setInputFiles([{ name: 'holiday.mp4', mimeType: 'video/mp4', buffer: Buffer.alloc(2000, 7) }]);
  await page.locator('.list li').first().waitFor();
}

async function captions(page) {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Add captions' }).click();
  await (await chooser).setFiles([{ name: 'lines.de.vtt', mimeType: 'text/vtt', buffer: Buffer.from('WEBVTT\n\n00:00.000 --> 00:02.000\nUnd da, Licht\n') }]);
  await page.locator('#captions-language').waitFor();
}

async function choose(page) {
  await page.getByRole('checkbox').nth(1).check();
}

/** Opens a place, with all that has to be done there; fails where what it shows does not come. */
export async function come(page, { path, before, then, shows }) {
  await before?.(page);
  await visit(page, path);
  await page.locator('h1').first().waitFor({ timeout: THERE });
  await then?.(page);
  for (const name of shows) await page.locator(MARKS[name] ?? `no mark of ${name}`).first().waitFor({ timeout: THERE });
  await page.waitForFunction(() => ![...document.querySelectorAll('[aria-busy=true]')].some((one) => one.checkVisibility()), undefined, { timeout: THERE });
  await page.evaluate(() => Promise.all(document.getAnimations().map((one) => one.finished.catch(() => undefined))));
}

/** The components of all pages and all dialogs. */
export function components() {
  const within = (folder) => readdirSync(new URL(`../src/${folder}`, import.meta.url)).filter((name) => name.endsWith('.svelte')).map((name) => name.slice(0, -7));
  const folders = readdirSync(new URL('../src/pages', import.meta.url), { withFileTypes: true }).filter((one) => one.isDirectory());
  const pages = ['', ...folders.map(({ name }) => `${name}/`)].flatMap((folder) => within(`pages/${folder}`).map((name) => folder + name));
  const dialogs = ['player', 'parts'].flatMap(within).filter((name) => name.endsWith('Dialog') && name !== 'Dialog');
  return [...pages, ...dialogs];
}
