import { afterEach, describe, expect, it, vi } from 'vitest';
import { api, parseProblem, Problem } from './api';

afterEach(() => vi.unstubAllGlobals());

const answers = (answer: () => Response | Promise<Response>) => vi.stubGlobal('fetch', vi.fn(answer));

describe('the API client', () => {
  it('turns a problem document into a Problem with its code and sentence', async () => {
    answers(() => new Response('{"status":400,"code":"invalid_grant","detail":"No."}', { status: 400 }));

    await expect(api.login('root', 'x')).rejects.toMatchObject({ status: 400, code: 'invalid_grant', detail: 'No.' });
  });

  it('says that the server is away when it does not answer', async () => {
    answers(() => Promise.reject(new TypeError('Failed to fetch')));

    const problem = await api.session().catch((e: unknown) => e as Problem);

    expect(problem).toBeInstanceOf(Problem);
    expect((problem as Problem).away).toBe(true);
  });

  it('keeps the time that the server asks to wait', async () => {
    answers(() => new Response('', { status: 429, headers: { 'Retry-After': '40' } }));

    await expect(api.login('root', 'x')).rejects.toMatchObject({ status: 429, retryAfter: 40 });
  });

  it('survives the page of a proxy in place of a problem document', () => {
    expect(parseProblem(502, '<html>Bad gateway</html>')).toMatchObject({ status: 502, code: '', away: true });
  });

  it('leaves an empty search out of the address', async () => {
    const fetched = vi.fn(async (_url: string) => new Response('{"total":0,"data":[]}'));
    vi.stubGlobal('fetch', fetched);

    await api.newest(0, 24);

    expect(fetched.mock.calls[0]![0]).toBe('/api/v1/videos?start=0&count=24&sort=-publishedAt');
  });

  it('expects nothing from a 204', async () => {
    answers(() => new Response(null, { status: 204 }));

    await expect(api.logout()).resolves.toBeUndefined();
  });
});
