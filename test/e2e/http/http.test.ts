/**
 * The HTTP contract, against an API that runs already:
 *
 *     TARGET_URL=http://127.0.0.1:3000 npm run test:e2e -- test/e2e/http
 *
 * with the resources of `resources.ts`. TARGET_ACCOUNTS=no where it has none; TARGET_ADMIN=email:password;
 * TARGET_JWT_SECRET; TARGET_PID, to watch the memory of one that was started with
 * `node --import ./test/e2e/support/collect-garbage.mjs`. The tests of the combinations start APIs of their own.
 */
import { describe } from 'vitest';
import { httpContract } from './suite/index.js';

const { TARGET_URL = '', TARGET_ACCOUNTS, TARGET_ADMIN, TARGET_JWT_SECRET, TARGET_PID } = process.env;
const [email = '', password = ''] = TARGET_ADMIN?.split(':') ?? [];

describe(`the API at ${TARGET_URL}`, () => {
  httpContract({
    url: TARGET_URL.replace(/\/$/, ''),
    accounts: TARGET_ACCOUNTS !== 'no',
    ...(TARGET_ADMIN ? { admin: { email, password } } : {}),
    ...(TARGET_JWT_SECRET ? { jwt: { secret: TARGET_JWT_SECRET } } : {}),
    ...(TARGET_PID ? { pid: Number(TARGET_PID) } : {}),
  });
});
