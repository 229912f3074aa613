import * as client from 'openid-client';
import { DomainError, failed } from '../base/errors.ts';
import type { Identity } from './account-store.ts';

/** The provider of single sign-on, as the environment names it. */
export interface OidcSettings {
  readonly issuer: URL;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** What the browser keeps, encrypted, between leaving for the provider and coming back. */
export interface PendingOidc {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly redirectUri: string;
}

/** Log-in at a provider by the authorisation code flow with PKCE, state and nonce. */
export interface Oidc {
  start(redirectUri: string): Promise<{ url: URL; pending: PendingOidc }>;
  /** Who came back. Errors: 'access.oidc-refused' for anything that does not fit what was sent. */
  finish(search: string, pending: PendingOidc): Promise<Identity>;
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;
const TIMEOUT_SECONDS = 10;
const CLOCK_TOLERANCE_SECONDS = 30;
const METADATA_MS = 3_600_000;

type Environment = Readonly<Record<string, string | undefined>>;

/** HUIMIN_OIDC_ISSUER, _CLIENT_ID and _CLIENT_SECRET; undefined when none is set, an error when only some are. */
export function oidcFromEnv(env: Environment): OidcSettings | undefined {
  const issuer = env['HUIMIN_OIDC_ISSUER'] ?? '';
  const clientId = env['HUIMIN_OIDC_CLIENT_ID'] ?? '';
  const clientSecret = env['HUIMIN_OIDC_CLIENT_SECRET'] ?? '';
  if (issuer === '' && clientId === '' && clientSecret === '') return undefined;
  if (clientId === '' || clientSecret === '' || !URL.canParse(issuer)) throw badSettings();
  const url = new URL(issuer);
  if (url.protocol !== 'https:' && !isLoopback(url)) throw badSettings();
  return { issuer: url, clientId, clientSecret };
}

const isLoopback = (url: URL): boolean => url.protocol === 'http:' && LOOPBACK.test(url.hostname);

const badSettings = (): DomainError =>
  failed(
    'access.oidc-settings',
    '单点登录配置有误：HUIMIN_OIDC_ISSUER（https 地址）、HUIMIN_OIDC_CLIENT_ID、HUIMIN_OIDC_CLIENT_SECRET 应同时设置。',
    'Single sign-on is set up wrongly: HUIMIN_OIDC_ISSUER (https), HUIMIN_OIDC_CLIENT_ID and HUIMIN_OIDC_CLIENT_SECRET belong together.',
  );

/** The provider's metadata is read at the first log-in and again every hour. */
export function createOidc(settings: OidcSettings): Oidc {
  let known: { readonly config: client.Configuration; readonly until: number } | undefined;
  const configuration = async (): Promise<client.Configuration> => {
    if (known !== undefined && known.until > performance.now()) return known.config;
    const config = await discover(settings);
    known = { config, until: performance.now() + METADATA_MS };
    return config;
  };
  return {
    start: async (redirectUri) => {
      const config = await configuration();
      const verifier = client.randomPKCECodeVerifier();
      const pending = { state: client.randomState(), nonce: client.randomNonce(), verifier, redirectUri };
      const url = client.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope: 'openid',
        state: pending.state,
        nonce: pending.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      });
      return { url, pending };
    },
    finish: async (search, pending) => {
      const config = await configuration();
      const url = new URL(pending.redirectUri);
      url.search = search;
      const claims = await readClaims(config, url, pending);
      if (claims === undefined) throw refused(undefined);
      return { issuer: claims.iss, subject: claims.sub };
    },
  };
}

async function discover({ issuer, clientId, clientSecret }: OidcSettings): Promise<client.Configuration> {
  try {
    return await client.discovery(
      issuer,
      clientId,
      { client_secret: clientSecret, [client.clockTolerance]: CLOCK_TOLERANCE_SECONDS },
      client.ClientSecretBasic(clientSecret),
      { timeout: TIMEOUT_SECONDS, execute: isLoopback(issuer) ? [client.allowInsecureRequests] : [] },
    );
  } catch (cause) {
    throw new DomainError({
      kind: 'failed',
      code: 'access.oidc-unreachable',
      zh: '统一身份认证暂时无法连接：请稍后再试，或用用户名和密码登录。',
      en: 'The provider of single sign-on cannot be reached: try again later, or sign in with user name and password.',
      cause,
    });
  }
}

async function readClaims(config: client.Configuration, url: URL, pending: PendingOidc) {
  try {
    const tokens = await client.authorizationCodeGrant(config, url, {
      pkceCodeVerifier: pending.verifier,
      expectedState: pending.state,
      expectedNonce: pending.nonce,
      idTokenExpected: true,
    });
    return tokens.claims();
  } catch (cause) {
    throw refused(cause);
  }
}

const refused = (cause: unknown): DomainError =>
  new DomainError({
    kind: 'forbidden',
    code: 'access.oidc-refused',
    zh: '统一身份认证未通过：请重新登录。',
    en: 'Single sign-on was not completed: sign in again.',
    cause,
  });
