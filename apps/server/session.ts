import { timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { getAccount, listAccounts } from '../../kernel/access/account.ts';
import { blindIndex, type Keyring } from '../../kernel/access/cipher.ts';
import type { getSession } from '../../kernel/access/contract.ts';
import { isRole, ROLES } from '../../kernel/access/permission.ts';
import type { Clock } from '../../kernel/base/clock.ts';
import { DomainError, failed, forbidden } from '../../kernel/base/errors.ts';
import type { Actor } from '../../kernel/db/actor.ts';
import type { Database } from '../../kernel/db/database.ts';
import type { OutputOf } from '../../kernel/module/define-contract.ts';
import { bareLabel } from '../../kernel/module/reading.ts';
import { type District, findDistrict } from '../../kernel/party/district.ts';
import { placeName, type PlaceNames } from '../../kernel/party/place-names.ts';

type SessionView = OutputOf<typeof getSession>;

export const DEMONSTRATION_COOKIE = 'huimin_demo';
const VISITOR = 'visitor';
const COOKIE_SECONDS = 12 * 3600;
const COOKIE_CHARS_MAX = 200;
const SIGNATURE_DOMAIN = 'session.demonstration';

interface SessionOptions {
  readonly db: Database;
  readonly keyring: Keyring;
  readonly clock: Clock;
}

/**
 * Who calls. In a demonstration everybody is the visitor and may look at it as another account; in earnest nobody is
 * let in before accounts with passwords exist.
 */
export class Sessions {
  private readonly options: SessionOptions;

  constructor(options: SessionOptions) {
    this.options = options;
  }

  /** The account that a request acts as. Throws 'access.sign-in' (401) outside a demonstration. */
  async actorOf(request: FastifyRequest): Promise<Actor> {
    return this.actorIn(await this.getDistrict(), request);
  }

  /** Who is signed in, and which district this is. */
  async view(request: FastifyRequest, places: PlaceNames): Promise<SessionView> {
    const district = await this.getDistrict();
    const actor = await this.actorIn(district, request);
    const accounts = await listAccounts(this.options.db.pool);
    const shown = (account: Actor) => ({
      username: account.username,
      displayName: account.displayName,
      role: account.role,
      roleLabel: isRole(account.role) ? ROLES[account.role].label : bareLabel(account.role),
      divisionNo: account.division,
      divisionName:
        account.division === district.division ? district.name : placeName(places, account.division),
    });
    return {
      account: { ...shown(actor), permissions: [...actor.permissions] },
      district: {
        name: district.name,
        demonstration: district.demonstration,
        dataFrom: district.dataFrom,
        dataTo: district.dataTo,
      },
      demonstrationAccounts: district.demonstration ? accounts.map(shown) : [],
    };
  }

  /** Lets a visitor of the demonstration act as another account from now on. */
  async switchAccount(reply: FastifyReply, username: string): Promise<{ username: string }> {
    const district = await this.getDistrict();
    if (!district.demonstration) {
      throw forbidden(
        'access.not-demonstration',
        '本系统不是演示系统，不能切换账号：请用自己的账号登录。',
        'This is no demonstration, accounts cannot be switched: sign in with your own account.',
      );
    }
    const account = await getAccount(this.options.db.pool, username);
    reply.header('set-cookie', this.cookieFor(account.username));
    return { username: account.username };
  }

  private async actorIn(district: District, request: FastifyRequest): Promise<Actor> {
    if (!district.demonstration) {
      throw new DomainError({
        kind: 'forbidden',
        code: 'access.sign-in',
        zh: '请先登录。',
        en: 'Sign in first.',
      });
    }
    const chosen = this.readCookie(request.headers.cookie);
    if (chosen !== undefined) {
      const account = (await listAccounts(this.options.db.pool)).find(
        (candidate) => candidate.username === chosen,
      );
      // An account that has been closed since then is the visitor again.
      if (account !== undefined) return account;
    }
    return getAccount(this.options.db.pool, VISITOR);
  }

  private async getDistrict(): Promise<District> {
    const district = await findDistrict(this.options.db.pool);
    if (district !== undefined) return district;
    throw failed(
      'district.missing',
      '数据库中还没有辖区：请先运行 huimin demo 建立演示区，或由管理员建立辖区。',
      'There is no district in this database: run huimin demo for the demonstration, or set one up.',
    );
  }

  private cookieFor(username: string): string {
    const expires = Math.floor(this.options.clock.now().getTime() / 1000) + COOKIE_SECONDS;
    const said = `${username}~${expires}`;
    // Without Secure: a demonstration is served on the loopback address over plain HTTP.
    return `${DEMONSTRATION_COOKIE}=${said}~${this.sign(said)}; Path=/; Max-Age=${COOKIE_SECONDS}; HttpOnly; SameSite=Strict`;
  }

  /** The account that a cookie of ours names; a forged, altered or expired one is as good as none. */
  private readCookie(header: string | undefined): string | undefined {
    const pairs = (header ?? '').split(';').map((pair) => pair.trim());
    const value = pairs
      .find((pair) => pair.startsWith(`${DEMONSTRATION_COOKIE}=`))
      ?.slice(DEMONSTRATION_COOKIE.length + 1);
    if (value === undefined || value.length > COOKIE_CHARS_MAX) return undefined;
    const [username = '', expires = '', signature = ''] = value.split('~');
    const expected = Buffer.from(this.sign(`${username}~${expires}`));
    const given = Buffer.from(signature);
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
    return Number(expires) * 1000 > this.options.clock.now().getTime() ? username : undefined;
  }

  private sign(said: string): string {
    return blindIndex(this.options.keyring, SIGNATURE_DOMAIN, said).toString('base64url');
  }
}
