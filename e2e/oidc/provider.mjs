// A certified OpenID provider on the loopback, for the tests of signing in through the
// organisation. It signs in, without asking, whoever `?login_hint=` or ACCOUNT names.
//
// Usage: node provider.mjs REDIRECT_URI   (prints the issuer on the first line)
// Accounts: {"ana": {"email": "…", "name": "…", "roles": ["…"]}} as JSON in ACCOUNTS.

import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

const [redirect] = process.argv.slice(2);
const accounts = JSON.parse(process.env.ACCOUNTS ?? '{}');

const server = createServer();
await new Promise((done) => server.listen(0, '127.0.0.1', done));
const issuer = `http://127.0.0.1:${server.address().port}`;

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: 'uptake',
      client_secret: 'a secret of the tests alone',
      redirect_uris: [redirect],
      token_endpoint_auth_method: 'client_secret_basic',
    },
  ],
  pkce: { required: () => true },
  // Entra ID puts the claims into the token, too.
  conformIdTokenClaims: false,
  claims: { openid: ['sub'], email: ['email'], profile: ['name', 'roles', 'groups'] },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
  async findAccount(_context, id) {
    const account = accounts[id];
    return account && { accountId: id, claims: async () => ({ sub: id, ...account }) };
  },
  async loadExistingGrant(context) {
    const grant = new context.oidc.provider.Grant({
      accountId: context.oidc.session.accountId,
      clientId: context.oidc.client.clientId,
    });
    grant.addOIDCScope('openid email profile');
    await grant.save();
    return grant;
  },
});

const callback = provider.callback();
server.on('request', async (request, response) => {
  if (!request.url.startsWith('/interaction/')) {
    callback(request, response);
    return;
  }
  const accountId = process.env.ACCOUNT ?? Object.keys(accounts)[0];
  await provider.interactionFinished(request, response, { login: { accountId } });
});

console.log(issuer);
