import { z } from 'zod';
import { defineContract } from '../module/define-contract.ts';
import { DateSchema, DivisionSchema, LabelSchema } from '../module/schemas.ts';

// What the three administrators do: accounts (system), roles and the access policy (security), logs (audit).

const UsernameSchema = z.string().min(2).max(40);
const ReasonSchema = z.string().trim().min(2).max(200);
const OfAccount = z.object({ username: UsernameSchema });
const Done = z.object({ username: z.string() });
const FirstPassword = z.object({
  username: z.string(),
  /** Shown this once; the first log-in must change it. */
  firstPassword: z.string(),
});

export const listAccounts = defineContract({
  method: 'GET',
  path: '/api/accounts',
  summary: 'Every account with its present role, lock and second factor',
  permission: 'account.read',
  input: z.object({}),
  output: z.object({
    accounts: z.array(
      z.object({
        id: z.string(),
        username: z.string(),
        displayName: z.string(),
        role: z.string(),
        roleLabel: LabelSchema,
        divisionNo: DivisionSchema,
        divisionName: z.string(),
        active: z.boolean(),
        grantedUntil: DateSchema.nullable(),
        locked: z.boolean(),
        mustChangePassword: z.boolean(),
        totp: z.boolean(),
        linked: z.boolean(),
        sessions: z.int(),
      }),
    ),
    /** Roles that can be granted. */
    roles: z.array(z.object({ role: z.string(), label: LabelSchema })),
  }),
});

export const createAccount = defineContract({
  method: 'POST',
  path: '/api/accounts',
  summary: 'Make an account that holds nothing until the security administrator grants it a role',
  permission: 'account.manage',
  input: z.object({ username: UsernameSchema, displayName: z.string().trim().min(1).max(60) }),
  output: FirstPassword.extend({ id: z.string() }),
});

export const resetPassword = defineContract({
  method: 'POST',
  path: '/api/accounts/:username/password',
  summary: 'A new first password for somebody who has lost theirs',
  permission: 'account.manage',
  input: OfAccount,
  output: FirstPassword,
});

export const lockAccount = defineContract({
  method: 'POST',
  path: '/api/accounts/:username/lock',
  summary: 'Lock an account until it is unlocked; its sessions end',
  permission: 'account.manage',
  input: OfAccount.extend({ reason: ReasonSchema }),
  output: Done,
});

export const unlockAccount = defineContract({
  method: 'POST',
  path: '/api/accounts/:username/unlock',
  summary: 'Take every lock from an account',
  permission: 'account.manage',
  input: OfAccount,
  output: Done,
});

export const closeAccount = defineContract({
  method: 'POST',
  path: '/api/accounts/:username/close',
  summary: 'Close the account of somebody who has left, or open it again',
  permission: 'account.manage',
  input: OfAccount.extend({ active: z.boolean().default(false), reason: ReasonSchema }),
  output: Done,
});

export const resetTotp = defineContract({
  method: 'POST',
  path: '/api/accounts/:username/totp-reset',
  summary: 'Take a lost second factor from an account',
  permission: 'account.manage',
  input: OfAccount.extend({ reason: ReasonSchema }),
  output: Done,
});

export const endAccountSessions = defineContract({
  method: 'POST',
  path: '/api/accounts/:username/end-sessions',
  summary: 'End all sessions of an account',
  permission: 'account.manage',
  input: OfAccount,
  output: z.object({ ended: z.int() }),
});

export const linkAccount = defineContract({
  method: 'POST',
  path: '/api/accounts/:username/link',
  summary: 'Link an account to a subject of the provider of single sign-on',
  permission: 'account.manage',
  input: OfAccount.extend({ issuer: z.url().max(300), subject: z.string().trim().min(1).max(255) }),
  output: Done,
});

export const unlinkAccount = defineContract({
  method: 'POST',
  path: '/api/accounts/:username/unlink',
  summary: 'Unlink an account from the provider of single sign-on',
  permission: 'account.manage',
  input: OfAccount,
  output: z.object({ ended: z.int() }),
});

export const listGrants = defineContract({
  method: 'GET',
  path: '/api/grants',
  summary: 'Roles that were granted, now and before',
  permission: 'account.read',
  input: z.object({ username: UsernameSchema.optional() }),
  output: z.object({
    grants: z.array(
      z.object({
        id: z.string(),
        username: z.string(),
        role: z.string(),
        roleLabel: LabelSchema,
        divisionNo: DivisionSchema,
        divisionName: z.string(),
        from: DateSchema,
        to: DateSchema,
        reason: z.string(),
        grantedBy: z.string(),
        endedAt: z.string().nullable(),
        endReason: z.string().nullable(),
      }),
    ),
  }),
});

export const grantRole = defineContract({
  method: 'POST',
  path: '/api/accounts/:username/grants',
  summary: 'Grant a role in a division, from a day until before another',
  permission: 'access.manage',
  input: OfAccount.extend({
    role: z.string().max(40),
    divisionNo: DivisionSchema,
    from: DateSchema,
    to: DateSchema,
    reason: ReasonSchema,
  }),
  output: z.object({ id: z.string() }),
});

export const endGrant = defineContract({
  method: 'POST',
  path: '/api/grants/:id/end',
  summary: 'End a grant before its time',
  permission: 'access.manage',
  input: z.object({ id: z.uuid(), reason: ReasonSchema }),
  output: z.object({ id: z.string() }),
});

export const getAccessPolicy = defineContract({
  method: 'GET',
  path: '/api/access-policy',
  summary: 'The rules of passwords, sessions, grants and unmasking',
  permission: 'account.read',
  input: z.object({}),
  output: z.object({
    rules: z.array(
      z.object({
        rule: z.string(),
        label: LabelSchema,
        unit: LabelSchema,
        value: z.int(),
        min: z.int(),
        max: z.int(),
        source: z.string(),
        certainty: z.enum(['source', 'assumption']),
      }),
    ),
  }),
});

export const changeAccessPolicy = defineContract({
  method: 'POST',
  path: '/api/access-policy',
  summary: 'Change rules of the access policy',
  permission: 'access.manage',
  input: z.object({ values: z.record(z.string().max(60), z.int()), reason: ReasonSchema }),
  output: z.object({ changed: z.array(z.string()) }),
});

export const listDelegations = defineContract({
  method: 'GET',
  path: '/api/delegations',
  summary: 'The own delegations; all of them for the security administrator',
  permission: 'delegation.give',
  input: z.object({}),
  output: z.object({
    delegations: z.array(
      z.object({
        id: z.string(),
        principal: z.string(),
        principalName: z.string(),
        delegate: z.string(),
        delegateName: z.string(),
        from: DateSchema,
        until: DateSchema,
        reason: z.string(),
        givenBy: z.string(),
        ended: z.boolean(),
      }),
    ),
  }),
});

export const giveDelegation = defineContract({
  method: 'POST',
  path: '/api/delegations',
  summary: 'Let a colleague of the same role act for somebody on leave, from a day to a last day',
  permission: 'delegation.give',
  input: z.object({
    /** Oneself unless the security administrator gives it for another. */
    principal: UsernameSchema.optional(),
    delegate: UsernameSchema,
    from: DateSchema,
    until: DateSchema,
    reason: ReasonSchema,
  }),
  output: z.object({ id: z.string() }),
});

export const endDelegation = defineContract({
  method: 'POST',
  path: '/api/delegations/:id/end',
  summary: 'End a delegation; sessions under it end with it',
  permission: 'delegation.give',
  input: z.object({ id: z.uuid() }),
  output: z.object({ id: z.string() }),
});

const LogQuery = z.object({
  username: UsernameSchema.optional(),
  /** Rows before this one, for the next page. */
  before: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

export const listAudit = defineContract({
  method: 'GET',
  path: '/api/audit',
  summary: 'The audit log, latest first; action=access.login-failed gives the failed log-ins',
  permission: 'audit.read',
  input: LogQuery.extend({ action: z.string().max(80).optional() }),
  output: z.object({
    rows: z.array(
      z.object({
        id: z.int(),
        at: z.string(),
        username: z.string(),
        onBehalfOf: z.string().nullable(),
        action: z.string(),
        objectKind: z.string().nullable(),
        objectId: z.string().nullable(),
        purpose: z.string().nullable(),
        details: z.record(z.string(), z.unknown()),
      }),
    ),
  }),
});

export const listSensitiveAccess = defineContract({
  method: 'GET',
  path: '/api/sensitive-access',
  summary: 'Who was shown whose personal data in full, which fields and why; latest first',
  permission: 'audit.read',
  input: LogQuery,
  output: z.object({
    rows: z.array(
      z.object({
        id: z.int(),
        at: z.string(),
        username: z.string(),
        onBehalfOf: z.string().nullable(),
        objectKind: z.string(),
        objectId: z.string(),
        fields: z.array(z.string()),
        purpose: z.string(),
        note: z.string(),
        caseNo: z.string().nullable(),
      }),
    ),
  }),
});
