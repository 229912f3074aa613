import { listDelegations } from '../../kernel/access/delegation.ts';
import { describePolicy, getAccessPolicy } from '../../kernel/access/access-policy.ts';
import * as admin from '../../kernel/access/admin-contract.ts';
import * as access from '../../kernel/access/contract.ts';
import { readAccounts, readAudit, readGrants, readSensitiveAccess } from '../../kernel/access/read-access.ts';
import { useCases } from '../../kernel/access/use-cases.ts';
import type { Route } from '../../kernel/module/bind-routes.ts';
import { publicRoute, route, type ServerServices, useCaseRoute } from './services.ts';

/** Log-in, the own account, and what the three administrators do. */
export const accessRoutes: readonly Route<ServerServices>[] = [
  publicRoute(access.getSession, async ({ request, reading, sessions }) =>
    sessions.view(request, (await reading()).places),
  ),
  publicRoute(access.switchDemonstrationAccount, ({ reply, sessions, input }) =>
    sessions.switchAccount(reply, input.username),
  ),
  publicRoute(access.getSignIn, ({ sessions, signIn }) => sessions.signInView(signIn.hasSingleSignOn)),
  publicRoute(access.logIn, ({ signIn, input, ...exchange }) => signIn.logIn(exchange, input)),
  publicRoute(access.logOut, ({ signIn, ...exchange }) => signIn.logOut(exchange)),
  publicRoute(access.changePassword, ({ signIn, input, ...exchange }) =>
    signIn.changePassword(exchange, input),
  ),
  publicRoute(access.enrolTotp, ({ signIn, ...exchange }) => signIn.enrolTotp(exchange)),
  publicRoute(access.confirmTotp, ({ signIn, input, ...exchange }) =>
    signIn.confirmTotp(exchange, input.code),
  ),
  publicRoute(access.disableTotp, ({ signIn, input, ...exchange }) =>
    signIn.disableTotp(exchange, input.password),
  ),
  publicRoute(access.listOwnSessions, ({ signIn, ...exchange }) => signIn.listSessions(exchange)),
  publicRoute(access.endOwnSessions, ({ signIn, input, ...exchange }) =>
    signIn.endSessions(exchange, input.id),
  ),
  publicRoute(access.actFor, ({ signIn, input, ...exchange }) => signIn.actFor(exchange, input.delegationId)),
  publicRoute(access.startOidc, ({ signIn, input, ...exchange }) =>
    signIn.startOidc(exchange, input.link === '1'),
  ),
  publicRoute(access.finishOidc, ({ signIn, ...exchange }) => signIn.finishOidc(exchange)),

  route(admin.listAccounts, async ({ tx, reading }) => readAccounts(tx, await reading())),
  route(admin.listGrants, async ({ tx, reading, input }) => readGrants(tx, await reading(), input.username)),
  route(admin.getAccessPolicy, async ({ tx }) => ({ rules: describePolicy(await getAccessPolicy(tx)) })),
  route(admin.listDelegations, async ({ tx }) => ({ delegations: await listDelegations(tx) })),
  route(admin.listAudit, ({ tx, input }) => readAudit(tx, input)),
  route(admin.listSensitiveAccess, ({ tx, input }) => readSensitiveAccess(tx, input)),
  ...useCases.map((useCase) => useCaseRoute(useCase)),
];
