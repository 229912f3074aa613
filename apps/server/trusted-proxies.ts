import { isIP } from 'node:net';
import { inputError } from '../../kernel/base/errors.ts';

const RANGES: ReadonlySet<string> = new Set(['loopback', 'linklocal', 'uniquelocal']);
const PREFIX_MAX = { 4: 32, 6: 128 } as const;

/**
 * Reads the addresses of the proxies in front of the server, separated by commas: `127.0.0.1`, `10.1.0.0/16`,
 * `loopback`. Only what these say in X-Forwarded-For is believed, so that rate limits, locks and audit see the caller
 * and nobody can make an address up. Off (false) without any. Throws inputError 'server.trust-proxy'.
 */
export function readTrustedProxies(text: string | undefined): string[] | false {
  const given = (text ?? '')
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
  if (given.length === 0) return false;
  const wrong = given.find((each) => !isAddress(each));
  if (wrong === undefined) return given;
  throw inputError(
    'server.trust-proxy',
    `HUIMIN_TRUST_PROXY 中的“${wrong.slice(0, 50)}”不是地址：应为逗号分隔的 IP 地址或网段，如 127.0.0.1,10.1.0.0/16。`,
    `"${wrong.slice(0, 50)}" in HUIMIN_TRUST_PROXY is no address: give IP addresses or ranges with commas, e.g. 127.0.0.1,10.1.0.0/16.`,
  );
}

function isAddress(text: string): boolean {
  if (RANGES.has(text)) return true;
  const [address = '', prefix, ...more] = text.split('/');
  const version = isIP(address);
  if ((version !== 4 && version !== 6) || more.length > 0) return false;
  // A prefix of nothing would trust the whole world.
  return prefix === undefined || (/^[1-9]\d{0,2}$/.test(prefix) && Number(prefix) <= PREFIX_MAX[version]);
}
