/** What administrators see and do. Arguments: file, folder for screenshots. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { args, auditInto, base, expect, prove, send, signIn, token, until, watchOver } from './house.mjs';

const [file, shots] = args;
const audit = auditInto(shots);

await prove(async (browser) => {
  const bearer = await token();
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  watchOver(page);
  await signIn(page, '/');
  await page.getByRole('button', { name: /^Account/ }).click();
  await page.getByRole('link', { name: 'Administration' }).click();
  await page.waitForURL(`${base}/admin`);
  await health(page);
  await jobs(page, bearer);
  await users(page, browser);
  await storage(page);
});

/** Both widths, without sideways scroll. */
async function looks(page, name) {
  await audit(page, `admin ${name}`);
  await page.setViewportSize({ width: 375, height: 812 });
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(over <= 0, `${name}: no sideways scroll: ${over}`);
  await page.screenshot({ path: `${shots}/admin-${name}-375-full.png`, fullPage: true });
  await page.setViewportSize({ width: 1280, height: 900 });
}

async function health(page) {
  await page.getByRole('heading', { name: 'Records' }).waitFor();
  const told = await page.locator('.told').allTextContents();
  expect(told.some((one) => /They answer; revision \d+/.test(one)), `each check says what is the case: ${told.length}`);
  await looks(page, 'health');
}

/** One that works and one that is none: both are listed with where they stand. */
async function jobs(page, bearer) {
  const noise = join(mkdtempSync(join(tmpdir(), 'proof-')), 'noise.mp4');
  writeFileSync(noise, Buffer.concat([Buffer.from('000000186674797069736f6d0000020069736f6d6d703432', 'hex'), randomBytes(50_000)]));
  await send(bearer, noise, 'Only noise');
  await page.getByRole('link', { name: 'Jobs' }).click();
  const good = await send(bearer, file, 'A whole one');
  await page.getByText('A whole one').waitFor();
  expect(true, 'what is being made is listed');
  await looks(page, 'jobs');
  await until(good, (one) => one.zoetrope.state.word === 'Ready');
  await page.getByRole('button', { name: /^Failed 1$/ }).click();
  await page.getByText('Only noise').waitFor();
  const why = await page.locator('.note.bad').first().textContent();
  expect(why.trim().length > 10, `what failed says why: ${why.trim()}`);
  await looks(page, 'jobs failed');
  await page.getByRole('button', { name: /^Under way/ }).click();
  await page.getByText('All caught up.').waitFor();
  await page.getByRole('button', { name: /^Done/ }).click();
  await page.locator('.panel .state.ok').first().waitFor();
  await looks(page, 'jobs done');
}

async function users(page, browser) {
  await page.getByRole('link', { name: 'Users' }).click();
  await page.getByRole('button', { name: 'Create an account' }).click();
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await page.getByText('The name is missing.').waitFor();
  await looks(page, 'create');
  await page.getByLabel('Name', { exact: true }).fill('ada');
  await page.getByLabel('Password').fill('seven wild geese');
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await page.getByText('ada may log in now.').waitFor();
  await looks(page, 'users');
  await page.getByRole('button', { name: 'Change ada' }).click();
  await page.getByRole('radio', { name: 'Moderator' }).check();
  await page.getByLabel('Space for uploads', { exact: true }).selectOption('own');
  await page.getByLabel(/in GB/).fill('2.5');
  await looks(page, 'change');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.locator('tr', { hasText: 'ada' }).getByText('of 2.5 GB').waitFor();
  expect((await page.locator('tr', { hasText: 'ada' }).textContent()).includes('Moderator'), 'role and space are kept');
  await page.getByRole('button', { name: 'Change ada' }).click();
  expect((await page.getByLabel(/in GB/).inputValue()) === '2.5', 'and come back into the form');
  await page.getByRole('button', { name: 'Block' }).click();
  await page.locator('tr', { hasText: 'ada' }).getByText('Blocked').waitFor();
  const stranger = await (await browser.newContext()).newPage();
  const answer = await stranger.request.post(`${base}/api/v1/session`, { data: { username: 'ada', password: 'seven wild geese' }, headers: { Origin: base } });
  expect((await answer.json()).code === 'account_blocked', 'who is blocked cannot log in');
  await stranger.goto(`${base}/admin/users`);
  await stranger.waitForURL((url) => url.pathname === '/login');
  expect(true, 'who is not logged in is asked to');
}

async function storage(page) {
  await page.getByRole('link', { name: 'Storage' }).click();
  await page.getByRole('heading', { name: 'Largest videos' }).waitFor();
  const rows = await page.locator('section[aria-labelledby=largest] tbody tr').allTextContents();
  expect(rows.some((row) => /A whole one.*kB|A whole one.*MB/.test(row)), `the largest are told: ${rows.length}`);
  await looks(page, 'storage');
}
