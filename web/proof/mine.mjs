/** The list of one's own videos: found, ordered, chosen, changed and deleted together. Arguments: file, folder for screenshots. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { args, auditInto, base, expect, prove, send, signIn, token, until, video, watchOver } from './house.mjs';

const [file, shots] = args;
const audit = auditInto(shots);
const rows = (page) => page.locator('tbody td.video a').allTextContents();

await prove(async (browser) => {
  const bearer = await token();
  const ids = await films(bearer, ['Tides', 'Atlas', 'Gulls']);
  await broken(bearer);
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  watchOver(page);
  await signIn(page, '/videos');
  await page.getByText('Gulls').waitFor();
  await audit(page, 'mine');

  await finds(page);
  await away(page);
  await orders(page);
  await chooses(page);
  await changes(page, ids);
  await deletes(page, ids);
  await narrow(page);
});

async function films(bearer, names) {
  const ids = [];
  for (const name of names) ids.push(await send(bearer, file, name));
  for (const id of ids) await until(id, (one) => one.zoetrope.state.word === 'Ready');
  return ids;
}

async function broken(bearer) {
  const path = join(mkdtempSync(join(tmpdir(), 'mine-')), 'noise.mp4');
  writeFileSync(path, Buffer.from(Array.from({ length: 9000 }, (_, n) => (n * 7919) % 251)));
  const id = await send(bearer, path, 'Noise');
  const end = Date.now() + 30_000;
  while ((await video(id)).zoetrope.state.word !== 'Failed' && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 200));
}


/** Waits until the list is as wished; what it is otherwise. */
async function listed(page, wished, said) {
  const end = Date.now() + 6000;
  while ((await rows(page)).join() !== wished.join() && Date.now() < end) await page.waitForTimeout(50);
  expect((await rows(page)).join() === wished.join(), `${said}: ${await rows(page)}`);
}

async function finds(page) {
  await listed(page, ['Noise', 'Gulls', 'Atlas', 'Tides'], 'the newest stands first');
  await page.getByRole('button', { name: /^Needs a look 1/ }).click();
  await listed(page, ['Noise'], 'what needs a look, with its number');
  expect((await page.locator('tbody td.state').textContent()).includes('Failed'), 'and its state');
  await page.getByRole('button', { name: /^Only me/ }).click();
  await page.getByText('None of your videos is like this.').waitFor();
  expect(true, 'nothing is said in words');
  await page.getByRole('button', { name: 'Show all' }).click();
  await page.fill('#mine-search', 'guls');
  await listed(page, ['Gulls'], 'words find, also with a mistake');
  await page.fill('#mine-search', '');
  await listed(page, ['Noise', 'Gulls', 'Atlas', 'Tides'], 'and without them all is there again');
}

async function away(page) {
  await page.context().route('**/api/**', (route) => route.abort('connectionrefused'));
  await page.getByRole('button', { name: /^Needs a look/ }).click();
  await page.getByText('The server does not answer.').waitFor();
  expect(true, 'a list that is not what was asked for says so');
  await page.context().unroute('**/api/**');
  await listed(page, ['Noise'], 'and comes by itself');
  expect((await page.getByText('The server does not answer.').count()) === 0, 'then nothing is said');
  await page.getByRole('button', { name: /^All/ }).click();
}

async function orders(page) {
  await page.selectOption('#mine-sort', { label: 'By title' });
  await listed(page, ['Atlas', 'Gulls', 'Noise', 'Tides'], 'by title');
  await page.selectOption('#mine-sort', { label: 'Oldest first' });
  await listed(page, ['Tides', 'Atlas', 'Gulls', 'Noise'], 'oldest first');
}

async function chooses(page) {
  const box = (name) => page.getByRole('checkbox', { name: `Select “${name}”` });
  await box('Tides').check();
  await page.keyboard.down('Shift');
  await box('Gulls').click();
  await page.keyboard.up('Shift');
  await page.getByText('3 selected').waitFor();
  expect(await box('Atlas').isChecked(), 'a click with Shift takes the rows between along');
  await audit(page, 'mine selected');
  await page.keyboard.press('x');
  expect((await page.getByText('selected', { exact: false }).count()) === 0, 'x lets all go');
  await box('Tides').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+ArrowDown');
  await page.getByText('2 selected').waitFor();
  expect(await box('Atlas').isChecked(), 'Shift and arrows take rows along too');
  await page.keyboard.press('Escape');
  await page.getByRole('checkbox', { name: 'Select all that are shown' }).check();
  await page.getByText('4 selected').waitFor();
  await page.keyboard.press('Escape');
}

async function changes(page, [tides, atlas]) {
  for (const name of ['Tides', 'Atlas']) await page.getByRole('checkbox', { name: `Select “${name}”` }).check();
  await page.getByRole('button', { name: 'Edit: who may watch' }).click();
  const change = page.getByRole('button', { name: 'Change', exact: true });
  await change.click();
  await page.getByText('Choose something to change.').waitFor();
  await page.getByLabel('Who may watch', { exact: true }).selectOption({ label: 'Only me' });
  await page.getByLabel('Add tags').fill('sea, gulls');
  await page.getByLabel('Download by others').selectOption({ label: 'Not allowed' });
  await audit(page, 'mine edit');
  await page.setViewportSize({ width: 320, height: 640 });
  await audit(page, 'mine edit 320');
  await page.setViewportSize({ width: 1280, height: 900 });
  const one = `**/api/v1/videos/${atlas}`;
  const refuse = { status: 409, contentType: 'application/problem+json', body: '{"status":409,"detail":"It is being changed."}' };
  await page.route(one, (route) => (route.request().method() === 'PUT' ? route.fulfill(refuse) : route.fallback()));
  await change.click();
  await page.getByText('1 video stays as it was.').waitFor();
  await page.getByText('Atlas: It is being changed.').waitFor();
  expect((await page.getByRole('heading', { name: 'Edit 1 video' }).count()) === 1, 'what was refused stays chosen');
  await page.unroute(one);
  await change.click();
  await page.getByText('1 video is changed.').waitFor();
  const bearer = { Authorization: `Bearer ${await token()}` };
  const changed = await (await fetch(`${base}/api/v1/videos/${atlas}`, { headers: bearer })).json();
  expect(changed.tags.join() === 'sea,gulls' && !changed.downloadEnabled, `tags and download too: ${changed.tags} ${changed.downloadEnabled}`);
  for (const id of [tides, atlas]) {
    expect((await fetch(`${base}/api/v1/videos/${id}`)).status === 401, 'a private video is closed to strangers');
  }
  await page.getByRole('button', { name: /^Only me 2/ }).click();
  await listed(page, ['Tides', 'Atlas'], 'those that are for their owner only');
  await page.getByRole('button', { name: /^All/ }).click();
}

async function deletes(page, [, atlas, gulls]) {
  await listed(page, ['Tides', 'Atlas', 'Gulls', 'Noise'], 'all');
  for (const name of ['Atlas', 'Gulls']) await page.getByRole('checkbox', { name: `Select “${name}”` }).check();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await listed(page, ['Tides', 'Noise'], 'deleted together, they leave at once');
  await page.getByRole('button', { name: 'Undo' }).click();
  await listed(page, ['Tides', 'Atlas', 'Gulls', 'Noise'], 'and come back together');
  await page.getByRole('button', { name: 'Delete: Gulls' }).click();
  await page.getByText('“Gulls” is deleted.').waitFor();
  const end = Date.now() + 14_000;
  while ((await video(gulls)).status !== 404 && Date.now() < end) await page.waitForTimeout(200);
  expect((await video(gulls)).status === 404, 'after ten seconds it is gone');
  expect((await video(atlas)).status === 401, 'and nothing else');
  await listed(page, ['Tides', 'Atlas', 'Noise'], 'and the list knows');
}

async function narrow(page) {
  await page.setViewportSize({ width: 375, height: 812 });
  await audit(page, 'mine 375');
  await page.getByRole('checkbox').nth(1).check();
  await audit(page, 'mine 375 selected');
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(over <= 0, `no sideways scroll: ${over}`);
}
