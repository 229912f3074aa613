import type { FastifyInstance, InjectOptions } from 'fastify';

export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
  readonly json: () => Record<string, unknown>;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** Calls the server as one account of a demonstration. */
export interface Caller {
  readonly get: (url: string) => Promise<HttpAnswer>;
  readonly post: (url: string, payload: object, headers?: Record<string, string>) => Promise<HttpAnswer>;
  readonly upload: (url: string, bytes: Buffer) => Promise<HttpAnswer>;
}

export async function signInAs(app: FastifyInstance, username: string): Promise<Caller> {
  const signedIn = await app.inject({
    method: 'POST',
    url: '/api/demonstration/account',
    headers: { 'content-type': 'application/json' },
    payload: { username },
  });
  if (signedIn.statusCode !== 200) throw new Error(signedIn.body);
  const cookie = String(signedIn.headers['set-cookie']).split(';')[0] ?? '';
  const answer = async (options: InjectOptions): Promise<HttpAnswer> => {
    const response = await app.inject(options);
    return {
      status: response.statusCode,
      body: response.body,
      headers: response.headers,
      json: () => response.json<Record<string, unknown>>(),
    };
  };
  return {
    get: (url) => answer({ method: 'GET', url, headers: { cookie } }),
    post: (url, payload, headers = {}) =>
      answer({
        method: 'POST',
        url,
        headers: { cookie, 'content-type': 'application/json', ...headers },
        payload,
      }),
    upload: (url, bytes) =>
      answer({
        method: 'POST',
        url,
        headers: { cookie, 'content-type': 'application/octet-stream' },
        payload: bytes,
      }),
  };
}
