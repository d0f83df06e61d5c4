// An identity provider on the loopback whose tokens have one flaw each: what a server that
// checks them must refuse. Without a flaw its tokens are good.
//
// Usage: node forger.mjs REDIRECT_URI   (prints the issuer on the first line)
// FLAW: algorithm | secret | signature | expired | audience | nonce | issuer | nothing

import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';

const [redirect] = process.argv.slice(2);
const flaw = process.env.FLAW;
const secret = 'a secret of the tests alone';
const known = await generateKeyPair('RS256');
const other = await generateKeyPair('RS256');

const server = createServer();
await new Promise((done) => server.listen(0, '127.0.0.1', done));
const issuer = `http://127.0.0.1:${server.address().port}`;
// The sign-ins that browsers have begun: their nonce, by code.
const begun = new Map();

async function token(nonce) {
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss: flaw === 'issuer' ? 'https://login.elsewhere.example' : issuer,
    aud: flaw === 'audience' ? 'another program' : 'uptake',
    sub: 'ana',
    email: 'ana@partner.example',
    name: 'Ana',
    roles: ['Uptake.Sales'],
    iat: now,
    exp: flaw === 'expired' ? now - 3600 : now + 600,
    nonce: flaw === 'nonce' ? 'of another sign-in' : nonce,
  };
  if (flaw === 'algorithm') {
    return new UnsecuredJWT(claims).encode();
  }
  if (flaw === 'secret') {
    // Signed with what is public: the key that others check signatures with.
    const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const text = `${part({ alg: 'HS256', kid: 'key' })}.${part(claims)}`;
    const key = JSON.stringify(await exportJWK(known.publicKey));
    return `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`;
  }
  const signer = flaw === 'signature' ? other : known;
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'RS256', kid: 'key' })
    .sign(signer.privateKey);
}

server.on('request', async (request, response) => {
  const url = new URL(request.url, issuer);
  const say = (value) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(value));
  };
  if (url.pathname === '/.well-known/openid-configuration') {
    say({
      issuer,
      authorization_endpoint: `${issuer}/auth`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      token_endpoint_auth_methods_supported: ['client_secret_basic'],
    });
  } else if (url.pathname === '/jwks') {
    const key = await exportJWK(known.publicKey);
    say({ keys: [{ ...key, kid: 'key', alg: 'RS256', use: 'sig' }] });
  } else if (url.pathname === '/auth') {
    begun.set('code', url.searchParams.get('nonce'));
    const back = new URL(redirect);
    back.searchParams.set('code', 'code');
    back.searchParams.set('state', url.searchParams.get('state'));
    response.writeHead(303, { location: back.href });
    response.end();
  } else if (url.pathname === '/token') {
    const sent = request.headers.authorization ?? '';
    const parts = Buffer.from(sent.replace('Basic ', ''), 'base64').toString().split(':');
    if (decodeURIComponent((parts[1] ?? '').replaceAll('+', ' ')) !== secret) {
      response.statusCode = 401;
      say({ error: 'invalid_client' });
      return;
    }
    const tokens = { access_token: 'x', token_type: 'Bearer', expires_in: 600 };
    say(flaw === 'nothing' ? tokens : { ...tokens, id_token: await token(begun.get('code')) });
  } else {
    response.statusCode = 404;
    response.end();
  }
});

console.log(issuer);
