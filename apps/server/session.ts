import type { FastifyReply, FastifyRequest } from 'fastify';
import { findAccount, getAccount, listAccounts } from '../../kernel/access/account.ts';
import type { Keyring } from '../../kernel/access/cipher.ts';
import type { getSession, getSignIn } from '../../kernel/access/contract.ts';
import { listMandates } from '../../kernel/access/delegation.ts';
import { roleLabel } from '../../kernel/access/permission.ts';
import {
  createSessionReader,
  type SessionReader,
  type SignedIn,
} from '../../kernel/access/session-reader.ts';
import { sessionExpired } from '../../kernel/access/single-sign-on.ts';
import type { Clock } from '../../kernel/base/clock.ts';
import { DomainError, failed, forbidden } from '../../kernel/base/errors.ts';
import type { Actor } from '../../kernel/db/actor.ts';
import type { Database } from '../../kernel/db/database.ts';
import type { OutputOf } from '../../kernel/module/define-contract.ts';
import { type District, findDistrict } from '../../kernel/party/district.ts';
import { placeName, type PlaceNames } from '../../kernel/party/place-names.ts';
import { readCookie, SESSION_COOKIE } from './cookies.ts';
import { demonstrationAccount, demonstrationCookie } from './demonstration-cookie.ts';

type SessionView = OutputOf<typeof getSession>;

const VISITOR = 'visitor';

interface SessionOptions {
  readonly db: Database;
  readonly keyring: Keyring;
  readonly clock: Clock;
}

/**
 * Who calls: the account of the session cookie. In a demonstration everybody else is the visitor and may look at it as
 * another account; in earnest everybody else is asked to sign in.
 */
export class Sessions {
  private readonly options: SessionOptions;
  private readonly reader: SessionReader;

  constructor(options: SessionOptions) {
    this.options = options;
    this.reader = createSessionReader(options.db.pool, options.clock);
  }

  /**
   * The account that a request acts as. Throws 'access.sign-in' (401) and 'access.session-expired' (401) outside a
   * demonstration, and 403 while a password must be changed or a second factor enrolled.
   */
  async actorOf(request: FastifyRequest): Promise<Actor> {
    const signedIn = await this.find(request, true);
    if (signedIn === undefined) return this.visitorOf(await this.getDistrict(), request);
    refuseOldPassword(signedIn);
    refuseMissingFactor(signedIn);
    return signedIn.actor;
  }

  /** The session of a request's cookie; `touch` starts its idle time anew. */
  async find(request: FastifyRequest, touch: boolean): Promise<SignedIn | undefined> {
    const token = readCookie(request, SESSION_COOKIE);
    return token === undefined ? undefined : this.reader.find(token, touch);
  }

  /** The session of a request, for the own account: a second factor may still have to be enrolled. */
  async get(request: FastifyRequest): Promise<SignedIn> {
    const signedIn = await this.getUnfinished(request);
    refuseOldPassword(signedIn);
    return signedIn;
  }

  /** The session of a request, whatever has to be done first. Throws as `actorOf` does when there is none. */
  async getUnfinished(request: FastifyRequest): Promise<SignedIn> {
    const signedIn = await this.find(request, true);
    if (signedIn === undefined) throw nobody(request);
    return signedIn;
  }

  /** Who is signed in, and which district this is. Looking at it is no activity. */
  async view(request: FastifyRequest, places: PlaceNames): Promise<SessionView> {
    const { db, clock } = this.options;
    const district = await this.getDistrict();
    const signedIn = await this.find(request, false);
    const actor = signedIn?.actor ?? (await this.visitorOf(district, request));
    const shown = (account: Actor) => ({
      username: account.username,
      displayName: account.displayName,
      role: account.role,
      roleLabel: roleLabel(account.role),
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
      demonstrationAccounts: district.demonstration ? (await listAccounts(db.pool)).map(shown) : [],
      signIn: signedIn === undefined ? null : signInView(signedIn, clock.now().getTime()),
      onBehalfOf: actor.onBehalfOf ?? null,
      delegations: signedIn === undefined ? [] : await db.transaction(actor, listMandates),
    };
  }

  /** What the log-in page shows. */
  async signInView(singleSignOn: boolean): Promise<OutputOf<typeof getSignIn>> {
    const { name, demonstration } = await this.getDistrict();
    return { district: name, demonstration, singleSignOn };
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
    reply.header('set-cookie', demonstrationCookie(this.options, account.username));
    return { username: account.username };
  }

  /** The name of the district, as an authenticator shows it. */
  async districtName(): Promise<string> {
    return (await this.getDistrict()).name;
  }

  private async visitorOf(district: District, request: FastifyRequest): Promise<Actor> {
    if (!district.demonstration) throw nobody(request);
    const { pool } = this.options.db;
    const chosen = demonstrationAccount(this.options, request);
    // An account that has been closed since then is the visitor again.
    const account = chosen === undefined ? undefined : await findAccount(pool, chosen);
    return account ?? getAccount(pool, VISITOR);
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
}

const secondsUntil = (at: number, now: number): number => Math.max(0, Math.floor((at - now) / 1000));

const signInView = (signedIn: SignedIn, now: number): SessionView['signIn'] => ({
  method: signedIn.method,
  mustChangePassword: signedIn.mustChangePassword,
  totp: signedIn.totp,
  idleSecondsLeft: secondsUntil(signedIn.lastSeenAt + signedIn.idleMs, now),
  secondsLeft: secondsUntil(signedIn.expiresAt, now),
});

const nobody = (request: FastifyRequest): DomainError =>
  readCookie(request, SESSION_COOKIE) === undefined
    ? new DomainError({ kind: 'forbidden', code: 'access.sign-in', zh: '请先登录。', en: 'Sign in first.' })
    : sessionExpired();

function refuseOldPassword({ mustChangePassword }: SignedIn): void {
  if (!mustChangePassword) return;
  throw forbidden(
    'access.password-change-required',
    '请先修改密码：首次登录、密码被重置或已到期。',
    'Change your password first: it is a first one, was reset, or has grown too old.',
  );
}

function refuseMissingFactor({ totp }: SignedIn): void {
  if (!totp.required || totp.state === 'on') return;
  throw forbidden(
    'access.totp-enrolment-required',
    '安全策略要求使用动态口令：请先绑定设备。',
    'The access policy asks for a second factor: enrol a device first.',
  );
}
