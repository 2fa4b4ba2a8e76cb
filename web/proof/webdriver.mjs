/**
 * Two browsers that Debian has, by the commands of the W3C's WebDriver: Firefox over the socket that it opens itself
 * (Marionette, what geckodriver speaks), WebKitGTK over HTTP. No package and no program of others stands between.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a command is called on the socket, and where it is asked for over HTTP. */
const COMMANDS = {
  Navigate: ['POST', '/url'],
  SetWindowRect: ['POST', '/window/rect'],
  FindElements: ['POST', '/elements'],
  ElementClick: ['POST', '/element/ID/click'],
  ElementClear: ['POST', '/element/ID/clear'],
  ElementSendKeys: ['POST', '/element/ID/value'],
  PerformActions: ['POST', '/actions'],
  ExecuteScript: ['POST', '/execute/sync'],
  TakeScreenshot: ['GET', '/screenshot'],
};
const WANTED = { capabilities: { alwaysMatch: { unhandledPromptBehavior: 'ignore' } } };
export const REFERENCE = 'element-6066-11e4-a52e-4f735466cecf';

/** Opens `firefox` or `webkit`; `asked` fills with the hosts that it wanted beside this machine. */
export const open = (kind) => (kind === 'firefox' ? firefox() : webkit());

async function firefox() {
  const profile = mkdtempSync(join(tmpdir(), 'firefox-'));
  const outside = await refusing();
  writeFileSync(join(profile, 'user.js'), prefs(outside.port));
  const args = ['--headless', '--marionette', '--remote-allow-system-access', '--no-remote', '--profile', profile];
  const child = started('firefox-esr', args, { env: { ...process.env, HOME: profile, MOZ_REMOTE_SETTINGS_DEVTOOLS: '1' }, stdio: 'ignore' });
  const port = await appearing(join(profile, 'MarionetteActivePort'), child);
  const socket = await marionette(Number(port));
  await socket.send('WebDriver:NewSession', WANTED);
  return {
    asked: outside.asked,
    send: async (name, params) => bare(await socket.send(`WebDriver:${name}`, params)),
    /** Errors that the browser noted about the pages: of scripts, of the policy, of the console. */
    async complaints() {
      await socket.send('Marionette:SetContext', { value: 'chrome' });
      const { value } = await socket.send('WebDriver:ExecuteScript', { script: COMPLAINTS, args: [] });
      await socket.send('Marionette:SetContext', { value: 'content' });
      return value;
    },
    async close() {
      await ended(child);
      outside.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

const COMPLAINTS = `
  const said = Services.console.getMessageArray().filter((one) => one instanceof Ci.nsIScriptError)
    .filter((one) => (one.flags & Ci.nsIScriptError.warningFlag) === 0 && /^http/.test(one.sourceName))
    .map((one) => one.category + ': ' + one.errorMessage + ' at ' + one.sourceName + ':' + one.lineNumber);
  const { ConsoleAPIStorage } = {
    ConsoleAPIStorage: Cc['@mozilla.org/consoleAPI-storage;1'].getService(Ci.nsIConsoleAPIStorage),
  };
  const logged = ConsoleAPIStorage.getEvents().filter((one) => one.level === 'error' && /^http/.test(one.filename))
    .map((one) => 'console: ' + one.arguments.join(' '));
  return [...said, ...logged];`;

/** The browser's own calls home are off; whatever still wants to leave meets a proxy that refuses and notes it. */
const prefs = (port) =>
  Object.entries({
    'marionette.port': 0,
    'network.proxy.type': 1,
    'network.proxy.http': '127.0.0.1',
    'network.proxy.http_port': port,
    'network.proxy.ssl': '127.0.0.1',
    'network.proxy.ssl_port': port,
    'network.captive-portal-service.enabled': false,
    'network.connectivity-service.enabled': false,
    'services.settings.server': 'data:,',
    'app.normandy.enabled': false,
    'app.update.disabledForTesting': true,
    'datareporting.policy.dataSubmissionEnabled': false,
    'datareporting.healthreport.uploadEnabled': false,
    'toolkit.telemetry.server': '',
    'browser.safebrowsing.update.enabled': false,
    'media.gmp-manager.updateEnabled': false,
    'media.gmp-manager.url': '',
    'extensions.update.enabled': false,
    'extensions.systemAddon.update.enabled': false,
    'extensions.getAddons.cache.enabled': false,
    'browser.region.network.url': '',
    'browser.search.update': false,
    'dom.push.connection.enabled': false,
    'media.autoplay.default': 0,
  })
    .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`)
    .join('\n');

/** Messages are `length:json`; a command is [0, number, name, parameters] and its answer [1, number, error, result]. */
async function marionette(port) {
  const socket = connect(port, '127.0.0.1');
  const waiting = new Map();
  let bytes = Buffer.alloc(0);
  let last = 0;
  await new Promise((greeted, failed) => {
    socket.on('error', failed);
    socket.on('data', (more) => {
      bytes = Buffer.concat([bytes, more]);
      for (let colon = bytes.indexOf(58); colon > 0; colon = bytes.indexOf(58)) {
        const end = colon + 1 + Number(bytes.subarray(0, colon));
        if (bytes.length < end) return;
        const message = JSON.parse(bytes.subarray(colon + 1, end));
        bytes = bytes.subarray(end);
        if (!Array.isArray(message)) greeted();
        else waiting.get(message[1])(message);
      }
    });
  });
  return {
    send: (name, params = {}) =>
      new Promise((resolve, reject) => {
        const number = ++last;
        waiting.set(number, ([, , error, result]) => (error ? reject(new Error(`${name}: ${error.message}`)) : resolve(result)));
        const text = JSON.stringify([0, number, name, params]);
        socket.write(`${Buffer.byteLength(text)}:${text}`);
      }),
  };
}

/** Some answers come in an object with nothing but the value. */
const bare = (result) => (result !== null && !Array.isArray(result) && 'value' in result ? result.value : result);

async function webkit() {
  const outside = await refusing();
  const screen = started('Xvfb', ['-displayfd', '3', '-nolisten', 'tcp', '-screen', '0', '1400x1000x24'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const display = await new Promise((resolve) => screen.stdio[3].once('data', (text) => resolve(String(text).trim())));
  const port = await free();
  const driver = started('WebKitWebDriver', [`--port=${port}`], {
    env: { ...process.env, DISPLAY: `:${display}`, NO_AT_BRIDGE: '1', LIBGL_ALWAYS_SOFTWARE: '1' },
    stdio: 'ignore',
  });
  const ask = async (method, path, body) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method, body: body && JSON.stringify(body) });
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(`${path}: ${value.error}: ${value.message}`);
    return value;
  };
  await answering(() => ask('GET', '/status'), driver);
  const wanted = {
    'webkitgtk:browserOptions': {
      binary: miniBrowser(),
      args: ['--automation'],
    },
    proxy: { proxyType: 'manual', httpProxy: `127.0.0.1:${outside.port}`, sslProxy: `127.0.0.1:${outside.port}`, noProxy: ['127.0.0.1'] },
    ...WANTED.capabilities.alwaysMatch,
  };
  const { sessionId } = await ask('POST', '/session', { capabilities: { alwaysMatch: wanted } });
  const send = (name, { id, ...body } = {}) => {
    const [method, path] = COMMANDS[name];
    return ask(method, `/session/${sessionId}${path.replace('ID', id)}`, method === 'POST' ? body : undefined);
  };
  const run = (script) => send('ExecuteScript', { script, args: [] });
  return {
    asked: outside.asked,
    async send(name, params) {
      const given = await send(name, params);
      if (name === 'Navigate') await run(LISTEN);
      return given;
    },
    complaints: () => run(`return JSON.parse(sessionStorage.complaints ?? '[]')`),
    async close() {
      await ask('DELETE', `/session/${sessionId}`).catch((met) => console.log(`webkit: ${met.message}`));
      await ended(driver);
      await ended(screen);
      outside.close();
    },
  };
}

/** This browser tells nobody what stands in its console while it is driven: the page is listened to, once it is there. */
const LISTEN = `
  const note = (text) => (sessionStorage.complaints = JSON.stringify([...JSON.parse(sessionStorage.complaints ?? '[]'), location.pathname + ': ' + text]));
  addEventListener('error', (event) => note(event.message));
  addEventListener('unhandledrejection', (event) => note(event.reason));
  addEventListener('securitypolicyviolation', (event) => note(event.violatedDirective + ' ' + event.blockedURI));
  const error = console.error;
  console.error = (...words) => (note(words.join(' ')), error(...words));`;

const miniBrowser = () =>
  ['4.1', '4.0'].map((version) => `/usr/lib/x86_64-linux-gnu/webkit2gtk-${version}/MiniBrowser`).find((path) => existsSync(path));

/** A proxy that lets nobody through. */
async function refusing() {
  const asked = [];
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', (head) => {
      asked.push(String(head).split('\r\n')[0]);
      socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n');
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { asked, port: server.address().port, close: () => server.close() };
}

async function free() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function appearing(file, child) {
  return answering(() => {
    const text = readFileSync(file, 'utf8').trim();
    if (!text) throw new Error(`${file} is empty`);
    return text;
  }, child);
}

/** Asks until there is an answer, for half a minute at most. */
async function answering(ask, child) {
  const end = Date.now() + 30_000;
  for (;;) {
    try {
      return await ask();
    } catch (met) {
      if (Date.now() > end || child.exitCode !== null) throw new Error(`the browser does not come up: ${met.message}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** A program that does not outlive this one, whatever becomes of it. */
function started(program, args, options) {
  const child = spawn(program, args, options);
  process.once('exit', () => child.kill('SIGKILL'));
  return child;
}

async function ended(child) {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill();
  await gone;
}
