/** The whole way of a person in a browser that is not Chromium. Arguments: file with captions, `firefox` or `webkit`, folder for pictures. */
import { args, expect, judge, password } from './house.mjs';
import { Visitor } from './visitor.mjs';

const [file, kind, shots] = args;

await judge(async () => {
  const visitor = await Visitor.come(kind);
  try {
    await enters(visitor);
    const path = await uploads(visitor);
    await watches(visitor, path);
    await changes(visitor, path);
    await looksAround(visitor, path);
    await visitor.leave();
  } catch (met) {
    await visitor.picture(`${shots}/${kind}.png`);
    await visitor.close();
    throw met;
  }
});

function at(visitor, path) {
  return visitor.until(`is at ${path}`, (wanted) => location.pathname === wanted, path);
}

function heading(visitor, words) {
  return visitor.until(`the page “${words}”`, (wanted) => document.querySelector('h1')?.textContent.includes(wanted), words);
}

async function enters(visitor) {
  await visitor.goto('/');
  await visitor.until('home says that there is nothing yet', () => document.querySelector('main h1, main h2')?.checkVisibility());
  await visitor.press('Tab');
  expect(await visitor.run(() => document.activeElement.matches('.skip')), 'the first Tab leads to the way past the head');
  await visitor.press('/');
  await visitor.until('the slash focuses the search', () => document.activeElement.id === 'find');
  await visitor.goto('/upload');
  await at(visitor, '/login');
  await visitor.type('#name', 'root');
  await visitor.type('#password', 'not the password');
  await visitor.press('Enter');
  await visitor.until('a wrong password is said so', () => /do not fit/.test(document.querySelector('#password-wrong').textContent));
  await visitor.type('#password', password);
  await visitor.press('Enter');
  await at(visitor, '/upload');
}

/** Gives the path of the video's page. */
async function uploads(visitor) {
  await visitor.type('input[type=file]', file);
  await visitor.until('the file has a row', () => document.querySelector('.list li'));
  await visitor.type('#video-name', 'Gulls over the harbour');
  await visitor.until('it becomes Ready by itself', () => document.querySelector('.list li .line .state.ok'));
  await visitor.until('its name is saved', () => [...document.querySelectorAll('main *')].some((one) => one.textContent.trim() === 'Saved'));
  const path = await visitor.run(() => new URL(document.querySelector('.list li a.button').href).pathname);
  await visitor.click('.list li a.button');
  await at(visitor, path);
  return path;
}

async function watches(visitor, path) {
  await heading(visitor, 'Gulls over the harbour');
  await visitor.until('there is something to play', () => (document.querySelector('video')?.readyState ?? 0) >= 1);
  await visitor.run(() => {
    const video = document.querySelector('video');
    video.muted = true;
    video.requestVideoFrameCallback(() => document.body.setAttribute('data-frame', 'shown'));
  });
  await visitor.click('button.first');
  await visitor.until('the first frame is shown', () => document.body.dataset.frame === 'shown');
  await visitor.until('the time moves', () => document.querySelector('video').currentTime > 0.5);
  await visitor.press('5');
  await visitor.until('a key seeks, and it goes on', () => document.querySelector('video').currentTime > 12.3);
  await visitor.press('k');
  await visitor.until('a key pauses', () => document.querySelector('video').paused);
  await captions(visitor);
  await qualities(visitor);
  await visitor.press('?');
  await visitor.until('the question mark shows the keys', () => document.querySelector('dialog[open]'));
  await visitor.press('Escape');
  await visitor.until('and Escape hides them', () => !document.querySelector('dialog[open]'));
  await visitor.picture(`${shots}/${kind}-watch.png`);
  await visitor.goto(path.replace('/w/', '/videos/embed/'));
  await visitor.until('the player alone has it too', () => (document.querySelector('video')?.readyState ?? 0) >= 1);
}

async function captions(visitor) {
  await visitor.press('c');
  await visitor.until('captions are drawn', () => /there, light/.test(document.querySelector('[data-player] .lines')?.textContent ?? ''));
}

/** By the menu and by keys alone: the lowest quality is the last in it. */
async function qualities(visitor) {
  await visitor.click('button[aria-label^="Quality"]');
  await visitor.until('the quality menu is open', () => document.activeElement.getAttribute('role') === 'menuitemradio');
  await visitor.press('ArrowUp');
  const wanted = await visitor.run(() => document.activeElement.querySelector('.word').textContent);
  await visitor.press('Enter', 'k');
  await visitor.until(`${wanted} was chosen and plays`, (lines) => document.querySelector('video').videoHeight === Number.parseInt(lines, 10), wanted);
  const now = await visitor.run(() => document.querySelector('video').currentTime);
  await visitor.until('and moves', (from) => document.querySelector('video').currentTime > from + 0.3, now);
  await visitor.press('k');
}

async function changes(visitor, path) {
  await visitor.goto('/videos');
  await visitor.until('my videos has it', () => /Gulls over/.test(document.querySelector('main').textContent));
  await visitor.goto(path.replace('/w/', '/videos/') + '/edit');
  await visitor.type('#edit-name', 'Tides');
  await visitor.click('Save');
  await visitor.until('a change is saved', () => /Nothing changed/.test(document.querySelector('main').textContent));
  await visitor.goto(path);
  await heading(visitor, 'Tides');
}

async function looksAround(visitor) {
  await visitor.goto('/search?q=tidse');
  await heading(visitor, '1 video');
  await visitor.goto('/settings');
  await visitor.until('settings know this session', () => /This one/.test(document.querySelector('main').textContent));
  for (const [section, shown] of [['health', 'Records'], ['jobs', 'Jobs'], ['users', 'root'], ['storage', 'Largest videos']]) {
    await visitor.goto(`/admin/${section}`);
    await visitor.until(`administration: ${section}`, (words) => document.querySelector('main').textContent.includes(words), shown);
  }
  await visitor.goto('/nowhere');
  await heading(visitor, 'One frame is missing');
  await visitor.goto('/');
  await visitor.until('home shows it', () => /Tides/.test(document.querySelector('main').textContent));
  await visitor.click('button.who');
  await visitor.click('Log out');
  await visitor.until('who logs out is nobody', () => [...document.querySelectorAll('a')].some((one) => /^Log in$/.test(one.textContent.trim())));
}
