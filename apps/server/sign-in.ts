import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { decryptField, encryptField } from '../../kernel/access/cipher.ts';
import { createLoginLimits } from '../../kernel/access/login-limits.ts';
import { createOidc, type Oidc, oidcFromEnv } from '../../kernel/access/oidc.ts';
import * as own from '../../kernel/access/own-account.ts';
import { type Caller, type NewSession } from '../../kernel/access/session-store.ts';
import { logIn, type SignInServices } from '../../kernel/access/sign-in.ts';
import { linkOwnIdentity, signInByIdentity } from '../../kernel/access/single-sign-on.ts';
import { DomainError, notFound } from '../../kernel/base/errors.ts';
import { logFacts } from '../../kernel/module/problem.ts';
import { cookie, OIDC_COOKIE, readCookie, SESSION_COOKIE } from './cookies.ts';
import type { Sessions } from './session.ts';

interface SignInOptions extends Omit<SignInServices, 'limits'> {
  readonly sessions: Sessions;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Somebody's request and the answer that carries the cookie. */
export interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** An answer without content. */
type Nothing = Record<string, never>;

const OIDC_PATH = '/api/oidc';
const OIDC_SECONDS = 600;
const UNKNOWN_DEVICE = '—';

/** What waits in the browser for the provider's answer, encrypted: the browser only carries it. */
const Pending = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  redirectUri: z.string(),
  expiresAt: z.number(),
  link: z.object({ sessionId: z.string(), accountId: z.string() }).optional(),
});
type Pending = z.infer<typeof Pending>;

/** Log-in and what people do with their own account over HTTP: cookies here, the rules in the kernel. */
export class SignIn {
  private readonly services: SignInServices;
  private readonly sessions: Sessions;
  private readonly oidc: Oidc | undefined;
  private readonly publicUrl: URL | undefined;

  constructor({ sessions, env, ...services }: SignInOptions) {
    const { clock } = services;
    this.services = { ...services, limits: createLoginLimits(() => clock.now().getTime()) };
    this.sessions = sessions;
    const settings = oidcFromEnv(env);
    this.oidc = settings === undefined ? undefined : createOidc(settings);
    const publicUrl = env['HUIMIN_PUBLIC_URL'];
    this.publicUrl = publicUrl !== undefined && URL.canParse(publicUrl) ? new URL(publicUrl) : undefined;
  }

  get hasSingleSignOn(): boolean {
    return this.oidc !== undefined;
  }

  async logIn(
    { request, reply }: Exchange,
    given: { readonly username: string; readonly password: string; readonly code?: string | undefined },
  ): Promise<{ username: string }> {
    const previousToken = readCookie(request, SESSION_COOKIE);
    const session = await logIn(this.services, { ...given, ...callerOf(request), previousToken });
    this.give({ request, reply }, session);
    return { username: given.username };
  }

  async logOut({ request, reply }: Exchange): Promise<Nothing> {
    const signedIn = await this.sessions.find(request, false);
    if (signedIn !== undefined) await own.logOut(this.services, signedIn);
    reply.header('set-cookie', cookie(SESSION_COOKIE, '', { maxAgeSeconds: 0 }));
    return {};
  }

  async changePassword(exchange: Exchange, given: { current: string; next: string }): Promise<Nothing> {
    const { request } = exchange;
    const signedIn = await this.sessions.getUnfinished(request);
    this.give(exchange, await own.changePassword(this.services, signedIn, given, callerOf(request)));
    return {};
  }

  async enrolTotp({ request }: Exchange): Promise<{ secret: string; url: string }> {
    const signedIn = await this.sessions.get(request);
    return own.enrolOwnTotp(this.services, signedIn, `惠民 ${await this.sessions.districtName()}`);
  }

  async confirmTotp(exchange: Exchange, code: string): Promise<{ recoveryCodes: string[] }> {
    const { request } = exchange;
    const signedIn = await this.sessions.get(request);
    const { session, recoveryCodes } = await own.confirmOwnTotp(
      this.services,
      signedIn,
      code,
      callerOf(request),
    );
    this.give(exchange, session);
    return { recoveryCodes };
  }

  async disableTotp(exchange: Exchange, password: string): Promise<Nothing> {
    const { request } = exchange;
    const signedIn = await this.sessions.get(request);
    this.give(exchange, await own.disableOwnTotp(this.services, signedIn, password, callerOf(request)));
    return {};
  }

  async listSessions({ request }: Exchange) {
    const signedIn = await this.sessions.get(request);
    const sessions = await own.listOwnSessions(this.services, signedIn);
    return { sessions: sessions.map((one) => ({ ...one, current: one.id === signedIn.sessionId })) };
  }

  async endSessions({ request }: Exchange, id: string | undefined): Promise<{ ended: number }> {
    return own.endOwnSessions(this.services, await this.sessions.get(request), id);
  }

  async actFor(exchange: Exchange, delegationId: string | null): Promise<Nothing> {
    const { request } = exchange;
    // Nothing is done for a colleague before one's own password is in order.
    await this.sessions.actorOf(request);
    const signedIn = await this.sessions.get(request);
    this.give(exchange, await own.actFor(this.services, signedIn, delegationId, callerOf(request)));
    return {};
  }

  /** Sends the browser to the provider. */
  async startOidc({ request, reply }: Exchange, link: boolean): Promise<Nothing> {
    const linking = link ? await this.linkingOf(request) : undefined;
    const redirectUri = new URL(`${OIDC_PATH}/callback`, this.baseUrl(request)).href;
    const { url, pending } = await this.provider().start(redirectUri);
    const expiresAt = this.services.clock.now().getTime() + OIDC_SECONDS * 1000;
    const kept: Pending = { ...pending, expiresAt, ...(linking && { link: linking }) };
    const value = encryptField(this.services.keyring, JSON.stringify(kept)).toString('base64url');
    // Lax: the provider's page sends the browser back, and the cookie has to come with it.
    const options = { path: OIDC_PATH, maxAgeSeconds: OIDC_SECONDS, sameSite: 'Lax' as const };
    reply.header('set-cookie', cookie(OIDC_COOKIE, value, { ...options, secure: this.isSecure(request) }));
    return redirect(reply, url.href);
  }

  /** Where the provider sends the browser back to. Refusals go to the log-in page, which a person can read. */
  async finishOidc({ request, reply }: Exchange): Promise<Nothing> {
    const cookies = [cookie(OIDC_COOKIE, '', { path: OIDC_PATH, maxAgeSeconds: 0, sameSite: 'Lax' })];
    try {
      const pending = this.readPending(request);
      const identity = await this.provider().finish(searchOf(request), pending);
      if (pending.link !== undefined) {
        await linkOwnIdentity(this.services, pending.link, identity);
      } else {
        const previousToken = readCookie(request, SESSION_COOKIE);
        const caller = { ...callerOf(request), previousToken };
        const session = await signInByIdentity(this.services, identity, caller);
        cookies.push(this.cookieOf(request, session));
      }
      reply.header('set-cookie', cookies);
      return redirect(reply, '/');
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      request.log.warn(logFacts(error), 'single sign-on refused');
      reply.header('set-cookie', cookies);
      return redirect(reply, `/login?problem=${encodeURIComponent(error.code)}`);
    }
  }

  private provider(): Oidc {
    if (this.oidc !== undefined) return this.oidc;
    throw notFound(
      'access.oidc-off',
      '本系统没有启用单点登录。',
      'Single sign-on is not set up in this system.',
    );
  }

  private async linkingOf(request: FastifyRequest) {
    const { accountId } = await this.sessions.actorOf(request);
    const { sessionId } = await this.sessions.get(request);
    return { sessionId, accountId };
  }

  private readPending(request: FastifyRequest): Pending {
    const stored = Buffer.from(readCookie(request, OIDC_COOKIE) ?? '', 'base64url');
    const { keyring, clock } = this.services;
    const pending =
      stored.length === 0 ? undefined : Pending.parse(JSON.parse(decryptField(keyring, stored)));
    if (pending !== undefined && pending.expiresAt > clock.now().getTime()) return pending;
    throw new DomainError({
      kind: 'forbidden',
      code: 'access.oidc-late',
      zh: '统一身份认证已超时：请重新登录。',
      en: 'Single sign-on took too long: sign in again.',
    });
  }

  private give({ request, reply }: Exchange, session: NewSession): void {
    reply.header('set-cookie', this.cookieOf(request, session));
  }

  private cookieOf(request: FastifyRequest, { token }: NewSession): string {
    return cookie(SESSION_COOKIE, token, { secure: this.isSecure(request) });
  }

  private isSecure(request: FastifyRequest): boolean {
    return request.protocol === 'https' || this.publicUrl?.protocol === 'https:';
  }

  private baseUrl(request: FastifyRequest): URL {
    return this.publicUrl ?? new URL(`${request.protocol}://${request.host}`);
  }
}

const callerOf = (request: FastifyRequest): Caller => ({
  address: request.ip,
  device: request.headers['user-agent'] ?? UNKNOWN_DEVICE,
});

const searchOf = (request: FastifyRequest): string => {
  const at = request.url.indexOf('?');
  return at === -1 ? '' : request.url.slice(at);
};

/** The answer's body is empty JSON; browsers follow the header. */
function redirect(reply: FastifyReply, url: string): Nothing {
  reply.code(303).header('location', url);
  return {};
}
