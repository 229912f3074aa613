import { z } from 'zod';
import { defineContract } from '../module/define-contract.ts';
import { DateSchema, DivisionSchema, LabelSchema } from '../module/schemas.ts';
import { PURPOSE_NAMES } from './purposes.ts';

const AccountSchema = z.object({
  username: z.string(),
  displayName: z.string(),
  role: z.string(),
  roleLabel: LabelSchema,
  divisionNo: DivisionSchema,
  divisionName: z.string(),
  permissions: z.array(z.string()),
});

export const getSession = defineContract({
  method: 'GET',
  path: '/api/session',
  summary: 'Who is signed in, and which district this is',
  permission: 'public',
  input: z.object({}),
  output: z.object({
    account: AccountSchema,
    district: z.object({
      name: z.string(),
      demonstration: z.boolean(),
      dataFrom: DateSchema,
      dataTo: DateSchema,
    }),
    /** Accounts that a visitor of a demonstration may try; empty in earnest. */
    demonstrationAccounts: z.array(AccountSchema.omit({ permissions: true })),
    /** Null for the visitor of a demonstration, who has not signed in. */
    signIn: z
      .object({
        method: z.enum(['password', 'totp', 'oidc']),
        /** Until it is changed, every other call is refused with access.password-change-required. */
        mustChangePassword: z.boolean(),
        /** While it is required and off, every other call is refused with access.totp-enrolment-required. */
        totp: z.object({ state: z.enum(['off', 'on']), required: z.boolean() }),
        idleSecondsLeft: z.int(),
        secondsLeft: z.int(),
      })
      .nullable(),
    /** The colleague for whom this session acts. */
    onBehalfOf: z.object({ username: z.string(), displayName: z.string() }).nullable(),
    /** Delegations under which the account may act today. */
    delegations: z.array(
      z.object({
        id: z.string(),
        principal: z.string(),
        principalName: z.string(),
        until: DateSchema,
      }),
    ),
  }),
});

export const switchDemonstrationAccount = defineContract({
  method: 'POST',
  path: '/api/demonstration/account',
  summary: 'Look at the demonstration as another account; refused outside a demonstration',
  permission: 'public',
  input: z.object({ username: z.string().max(40) }),
  output: z.object({ username: z.string() }),
});

const PasswordSchema = z.string().min(1).max(200);
const CodeSchema = z.string().min(6).max(40);

export const getSignIn = defineContract({
  method: 'GET',
  path: '/api/sign-in',
  summary: 'What the log-in page shows: which district this is, and whether single sign-on is offered',
  permission: 'public',
  input: z.object({}),
  output: z.object({ district: z.string(), demonstration: z.boolean(), singleSignOn: z.boolean() }),
});

export const logIn = defineContract({
  method: 'POST',
  path: '/api/login',
  summary:
    'Sign in with user name and password; 401 access.code-required asks for the code of the second factor',
  permission: 'public',
  input: z.object({
    username: z.string().min(1).max(40),
    password: PasswordSchema,
    code: CodeSchema.optional(),
  }),
  output: z.object({ username: z.string() }),
});

export const logOut = defineContract({
  method: 'POST',
  path: '/api/logout',
  summary: 'Sign out; this session ends',
  permission: 'public',
  input: z.object({}),
  output: z.object({}),
});

export const changePassword = defineContract({
  method: 'POST',
  path: '/api/password',
  summary:
    'Change the own password; every session of the account ends and this one goes on under a new token',
  permission: 'public',
  input: z.object({ current: PasswordSchema, next: PasswordSchema }),
  output: z.object({}),
});

export const enrolTotp = defineContract({
  method: 'POST',
  path: '/api/totp/enrol',
  summary: 'A new secret for the own second factor, to be drawn as a QR code and confirmed with a code',
  permission: 'public',
  input: z.object({}),
  output: z.object({ secret: z.string(), url: z.string() }),
});

export const confirmTotp = defineContract({
  method: 'POST',
  path: '/api/totp/confirm',
  summary: 'Confirm the second factor with its first code; the recovery codes are shown this once',
  permission: 'public',
  input: z.object({ code: CodeSchema }),
  output: z.object({ recoveryCodes: z.array(z.string()) }),
});

export const disableTotp = defineContract({
  method: 'POST',
  path: '/api/totp/disable',
  summary: 'Switch the own second factor off',
  permission: 'public',
  input: z.object({ password: PasswordSchema }),
  output: z.object({}),
});

export const listOwnSessions = defineContract({
  method: 'GET',
  path: '/api/sessions',
  summary: 'The open sessions of the own account',
  permission: 'public',
  input: z.object({}),
  output: z.object({
    sessions: z.array(
      z.object({
        id: z.string(),
        method: z.enum(['password', 'totp', 'oidc']),
        address: z.string(),
        device: z.string(),
        createdAt: z.string(),
        lastSeenAt: z.string(),
        current: z.boolean(),
      }),
    ),
  }),
});

export const endOwnSessions = defineContract({
  method: 'POST',
  path: '/api/sessions/end',
  summary: 'End one of the own sessions, or all others when none is named',
  permission: 'public',
  input: z.object({ id: z.uuid().optional() }),
  output: z.object({ ended: z.int() }),
});

export const actFor = defineContract({
  method: 'POST',
  path: '/api/act-for',
  summary: 'From now on act for a colleague under a delegation; null to act as oneself again',
  permission: 'public',
  input: z.object({ delegationId: z.uuid().nullable() }),
  output: z.object({}),
});

export const startOidc = defineContract({
  method: 'GET',
  path: '/api/oidc/start',
  summary: 'Go to the provider of single sign-on; with link=1 to link it to the account that is signed in',
  permission: 'public',
  input: z.object({ link: z.literal('1').optional() }),
  output: z.object({}),
});

export const finishOidc = defineContract({
  method: 'GET',
  path: '/api/oidc/callback',
  summary: 'Where the provider of single sign-on sends the browser back to',
  permission: 'public',
  input: z.object({}),
  output: z.object({}),
});

export const unmaskPersonal = defineContract({
  method: 'POST',
  path: '/api/personal/unmask',
  summary: 'Personal data in full for a stated purpose; every showing is recorded',
  permission: 'personal.unmask',
  input: z.object({
    objectKind: z.string().max(60),
    id: z.uuid(),
    fields: z.array(z.string().max(60)).min(1).max(50),
    purpose: z.enum(PURPOSE_NAMES),
    /** For what exactly. */
    note: z.string().trim().min(4).max(200),
    caseNo: z.string().trim().max(60).optional(),
  }),
  output: z.object({
    fields: z.array(
      z.object({
        field: z.string(),
        label: LabelSchema,
        sensitivity: z.enum(['L3', 'L4']),
        value: z.string().nullable(),
      }),
    ),
  }),
});
