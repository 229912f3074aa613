import { afterEach, describe, expect, it, vi } from 'vitest';
import { switchDemonstrationAccount } from '../../../../kernel/access/contract.ts';
import { getFigureRows } from '../../../../kernel/indicator/contract.ts';
import { ApiError } from './api-error.ts';
import { callApi } from './client.ts';

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
