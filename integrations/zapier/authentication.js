// A connection is one integration of type `zapier`: its URL and its secret. Several can be connected side by side.
const prove = (request, z, bundle) => {
  request.headers['X-Integration-Secret'] = bundle.authData.secret;
  return request;
};

// An event without anything is refused by name if the secret is right, and with 401 if it is not.
const test = async (z, bundle) => {
  const response = await z.request({ url: bundle.authData.url, method: 'POST', body: {}, skipThrowForStatus: true });
  if (response.status !== 400) {
    throw new z.errors.Error('This URL and secret are not of an integration of type zapier.', 'AuthenticationError', 401);
  }
  return { url: bundle.authData.url };
};

module.exports = {
  prove,
  config: {
    type: 'custom',
    test,
    connectionLabel: '{{bundle.authData.url}}',
    fields: [
      {
        key: 'url', label: 'URL', type: 'string', required: true,
        helpText: '`url` in the answer to POST /3.0/integrations with the type `zapier` and the audience.',
      },
      { key: 'secret', label: 'Secret', type: 'password', required: true, helpText: '`secret` in the same answer.' },
    ],
  },
};
