import { afterEach, describe, expect, it, vi } from 'vitest';
import { switchDemonstrationAccount } from '../../../../kernel/access/contract.ts';
import { getFigureRows } from '../../../../kernel/indicator/contract.ts';
import { ApiError } from './api-error.ts';
import { callApi } from './client.ts';
import { sessionGate } from './session-gate.ts';

const answering = (body: unknown, status = 200) => {
  const answer = vi.fn(async (_url: string, _request: RequestInit) => Response.json(body, { status }));
  vi.stubGlobal('fetch', answer);
  return answer;
};

afterEach(() => vi.unstubAllGlobals());

describe('callApi', () => {
  it('fills path parameters and sends the rest of a GET as query, without what is undefined', async () => {
    const answer = answering({ total: 0, sum: 0, rows: [] });
    await callApi(
      getFigureRows,
      { id: 'a/b', at: undefined, from: '2020-01', limit: 20 },
      { language: 'en' },
    );
    const [url, request] = answer.mock.calls[0] ?? [];
    expect(url).toBe('/api/figures/a%2Fb/rows?from=2020-01&offset=0&limit=20');
    expect(new Headers(request?.headers).get('accept-language')).toBe('en');
  });

  it('sends the input of a POST as JSON', async () => {
    const answer = answering({ username: 'clerk' });
    await callApi(switchDemonstrationAccount, { username: 'clerk' }, { language: 'zh' });
    expect(answer.mock.calls[0]?.[1]).toMatchObject({ method: 'POST', body: '{"username":"clerk"}' });
  });

  it('gives every submit a key of its own, and one that is sent again the key it had', async () => {
    const answer = answering({ username: 'clerk' });
    const send = (idempotencyKey?: string) =>
      callApi(
        switchDemonstrationAccount,
        { username: 'clerk' },
        { language: 'zh', ...(idempotencyKey === undefined ? {} : { idempotencyKey }) },
      );
    await send();
    await send();
    await send('given-before');
    const keys = answer.mock.calls.map(([, request]) => new Headers(request.headers).get('idempotency-key'));
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(keys[1]).not.toBe(keys[0]);
    expect(keys[2]).toBe('given-before');
  });

  it('waits for a new log-in when the session has ended, and sends the same call again', async () => {
    const expired = { code: 'access.session-expired', title: '登录已过期', status: 401 };
    const answer = vi
      .fn<(url: string, request: RequestInit) => Promise<Response>>()
      .mockResolvedValueOnce(Response.json(expired, { status: 401 }))
      .mockResolvedValueOnce(Response.json({ username: 'clerk' }));
    vi.stubGlobal('fetch', answer);
    const leave = sessionGate.guard();
    const call = callApi(switchDemonstrationAccount, { username: 'clerk' }, { language: 'zh' });
    await vi.waitFor(() => {
      sessionGate.settle(true);
      expect(answer).toHaveBeenCalledTimes(2);
    });
    await expect(call).resolves.toEqual({ username: 'clerk' });
    expect(answer.mock.calls[1]).toEqual(answer.mock.calls[0]);
    leave();
  });

  it('does not wait where nobody can sign in over the page', async () => {
    answering({ code: 'access.sign-in', title: '请先登录', status: 401 }, 401);
    const call = callApi(switchDemonstrationAccount, { username: 'clerk' }, { language: 'zh' });
    await expect(call).rejects.toMatchObject({ code: 'access.sign-in' });
  });

  it('does not send what the contract refuses', async () => {
    const answer = answering({});
    const call = callApi(switchDemonstrationAccount, { username: 'x'.repeat(41) }, { language: 'zh' });
    await expect(call).rejects.toMatchObject({ code: 'request.input' });
    expect(answer).not.toHaveBeenCalled();
  });

  it('turns a refusal into an error with both languages', async () => {
    answering({ code: 'record.absent', title: '没有这条记录', en: 'No such record', status: 404 }, 404);
    const call = callApi(getFigureRows, { id: 'x' }, { language: 'zh' });
    await expect(call).rejects.toMatchObject({
      code: 'record.absent',
      status: 404,
      zh: '没有这条记录',
      en: 'No such record',
    });
  });

  it.each([
    ['an answer of the wrong shape', () => answering({ total: 'many' }), 'answer'],
    ['a refusal without a problem', () => answering('gateway', 502), 'unexpected'],
    ['no answer', () => vi.stubGlobal('fetch', () => Promise.reject(new TypeError('failed'))), 'network'],
  ])('names %s', async (_, arrange, code) => {
    arrange();
    const error: unknown = await callApi(getFigureRows, { id: 'x' }, { language: 'zh' }).catch(
      (caught: unknown) => caught,
    );
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ code });
  });
});
