import { Navigate, useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useSession } from '../api/use-session.ts';
import { LoadingView } from '../components/loading-view.tsx';
import { PasswordPage } from '../pages/password-page.tsx';
import { SessionDialog } from './session-dialog.tsx';
import { TotpGate } from './totp-gate.tsx';

/** Pages for everybody, whoever has signed in or not. */
const PUBLIC: ReadonlySet<string> = new Set(['/login', '/notices']);

/** Lets through who may work: signed in where that is asked for, the first password changed, the second factor set up. */
export function AccountGate({ children }: { readonly children: ReactNode }) {
  const session = useSession();
  const { pathname, href } = useLocation();
  if (PUBLIC.has(pathname)) return children;
  if (session.isPending) return <LoadingView />;
  if (session.error?.status === 401) {
    return <Navigate to="/login" search={{ next: href === '/' ? undefined : href }} replace />;
  }
  const signIn = session.data?.signIn ?? null;
  if (session.data === undefined || signIn === null) return children;
  const { username } = session.data.account;
  if (signIn.mustChangePassword) return <PasswordPage />;
  if (signIn.totp.required && signIn.totp.state === 'off') return <TotpGate />;
  return (
    <>
      {children}
      <SessionDialog key={username} username={username} />
    </>
  );
}
