/** From an invitation to an account, and what its holder sets. Arguments: a file that is not used, folder for screenshots. */
import { args, auditInto, base, expect, prove, signIn, watchOver } from './house.mjs';

const [, shots] = args;
const audit = auditInto(shots);
const SECRET = 'seven wild geese';

await prove(async (browser) => {
  const link = await invites(browser);
  const page = await accepts(browser, link);
  await describes(page);
  await sessions(page, browser);
  await prefers(page);
});

async function looks(page, name) {
  await audit(page, name);
  await page.setViewportSize({ width: 375, height: 812 });
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(over <= 0, `${name}: no sideways scroll: ${over}`);
  await page.screenshot({ path: `${shots}/${name}-375-full.png`, fullPage: true });
  await page.setViewportSize({ width: 1280, height: 900 });
}

async function fresh(browser) {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  watchOver(page);
  return page;
}

async function invites(browser) {
  const page = await fresh(browser);
  await signIn(page, '/admin/users');
  await page.getByRole('button', { name: 'Invite somebody' }).click();
  await page.getByLabel(/^For whom/).fill('Ada');
  await looks(page, 'invite');
  await page.getByRole('button', { name: 'Make a link' }).click();
  await page.getByText('It is shown only now.').waitFor();
  const link = await page.getByLabel('Link', { exact: true }).inputValue();
  await looks(page, 'invite link');
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByText('Ada, User').waitFor();
  await looks(page, 'invitations');
  await page.context().close();
  return link;
}

async function accepts(browser, link) {
  const page = await fresh(browser);
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(link);
  await page.getByText('root invites you to').waitFor();
  expect(asked.every((url) => !url.includes(link.split('#')[1])), 'no address holds the token');
  await page.getByRole('button', { name: 'Create my account' }).click();
  await page.getByText('The name is missing.').waitFor();
  await looks(page, 'invited');
  await page.getByLabel('Name', { exact: true }).fill('ada');
  await page.getByLabel('Password').fill(SECRET);
  await page.getByRole('button', { name: 'Create my account' }).click();
  await page.waitForURL(`${base}/`);
  await page.getByRole('button', { name: 'Account of ada' }).waitFor();
  expect(true, 'who accepts an invitation is logged in');
  const late = await fresh(browser);
  await late.goto(link);
  await late.getByText('This invitation is over').waitFor();
  expect(true, 'and it works once');
  await looks(late, 'invite over');
  await late.context().close();
  return page;
}

async function describes(page) {
  await page.goto(`${base}/settings`);
  await page.getByLabel('Name').fill('Ada L.');
  await page.getByLabel('About you').fill('Engines.');
  await page.getByRole('button', { name: 'Save' }).first().click();
  await page.getByRole('button', { name: 'Account of Ada L.' }).waitFor();
  expect(true, 'another name shows at once');
  await page.getByLabel('New password').fill('eight wild geese');
  await page.getByRole('button', { name: 'Save' }).last().click();
  await page.getByText('The present password is missing.').waitFor();
  await page.getByLabel('Present password').fill('wrong');
  await page.getByRole('button', { name: 'Save' }).last().click();
  await page.getByText('This is not the present password.').waitFor();
  await looks(page, 'settings');
  await page.getByLabel('Present password').fill(SECRET);
  await page.getByRole('button', { name: 'Save' }).last().click();
  await page.getByText('All other sessions have ended.').waitFor();
  await page.reload();
  expect((await page.getByLabel('About you').inputValue()) === 'Engines.', 'who changes the password stays logged in');
}

async function sessions(page, browser) {
  const other = await fresh(browser);
  await other.goto(`${base}/login?next=/videos`);
  await other.fill('#name', 'ada');
  await other.fill('input[type=password]', 'eight wild geese');
  await other.click('button.primary');
  await other.waitForURL(`${base}/videos`);
  await page.reload();
  await page.getByText('This one').waitFor();
  await page.getByRole('button', { name: /^End the session/ }).click();
  await page.getByText('The session has ended.').waitFor();
  await page.getByRole('button', { name: /^End the session/ }).waitFor({ state: 'detached' });
  expect(true, 'an ended session leaves the list');
  await other.reload();
  await other.waitForURL((url) => url.pathname === '/login');
  expect(true, 'and is asked to log in again');
  await other.context().close();
}

async function prefers(page) {
  await page.getByRole('radio', { name: 'Dark' }).check();
  await page.getByRole('radio', { name: 'Only me' }).check();
  await page.reload();
  await page.getByText('This one').waitFor();
  expect((await page.evaluate(() => document.documentElement.dataset.theme)) === 'dark', 'the appearance is remembered');
  expect(await page.getByRole('radio', { name: 'Only me' }).isChecked(), 'and who may watch new uploads');
}
