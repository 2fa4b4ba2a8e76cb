import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { api, ask, parseProblem, PATIENCE, Problem } from './api';

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

  describe('whose server takes the question and does not answer', () => {
    beforeEach(() => {
      vi.useFakeTimers();
      vi.spyOn(AbortSignal, 'timeout').mockImplementation((wait) => {
        const over = new AbortController();
        setTimeout(() => over.abort(), wait);
        return over.signal;
      });
    });
    afterEach(() => {
      vi.useRealTimers();
      vi.restoreAllMocks();
    });

    const never = (signal: AbortSignal | null | undefined) =>
      new Promise<never>((_, fail) => signal?.addEventListener('abort', () => fail(new DOMException('over', 'TimeoutError'))));
    /** What became of a call, as far as it is known. */
    const watched = (call: Promise<unknown>) => {
      const seen: { met: unknown } = { met: 'waits' };
      call.then(
        () => (seen.met = 'done'),
        (met: unknown) => (seen.met = met),
      );
      return seen;
    };

    it('says so when the time is over', async () => {
      vi.stubGlobal('fetch', (_url: string, asked: RequestInit) => never(asked.signal));
      const seen = watched(api.session());

      await vi.advanceTimersByTimeAsync(PATIENCE.read - 1);
      expect(seen.met).toBe('waits');
      await vi.advanceTimersByTimeAsync(1);

      expect(seen.met).toMatchObject({ status: 0, away: true });
    });

    it('says so when an answer stops in the middle', async () => {
      vi.stubGlobal('fetch', async (_url: string, asked: RequestInit) => ({ ok: true, status: 200, text: () => never(asked.signal) }));
      const seen = watched(api.session());

      await vi.advanceTimersByTimeAsync(PATIENCE.read);

      expect(seen.met).toBeInstanceOf(Problem);
    });

    it('has more time for a change, and all time for a file', async () => {
      vi.stubGlobal('fetch', (_url: string, asked: RequestInit) => never(asked.signal));
      const change = watched(api.save('a', { name: 'Gulls' }));
      const file = watched(ask('put', '/videos/{id}/picture', { of: 'a', form: new FormData() }));

      await vi.advanceTimersByTimeAsync(PATIENCE.read);
      expect(change.met).toBe('waits');
      await vi.advanceTimersByTimeAsync(PATIENCE.write);

      expect(change.met).toBeInstanceOf(Problem);
      expect(file.met).toBe('waits');
    });
  });
});
