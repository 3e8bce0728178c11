// Records an event of a contact who is in the audience already. An unknown address is an error in the history of the
// Zap; nobody is added.
const perform = async (z, bundle) => {
  const { email_address, name, properties, occurred_at } = bundle.inputData;
  await z.request({
    url: bundle.authData.url,
    method: 'POST',
    body: {
      email_address,
      name,
      properties: properties || {},
      ...(occurred_at ? { occurred_at } : {}),
      // a Zap that is run again for the same thing counts once
      ...(bundle.inputData.id ? { id: bundle.inputData.id } : {}),
    },
  });
  return { email_address, name };
};

module.exports = {
  key: 'custom_event',
  noun: 'Event',
  display: {
    label: 'Create Custom Event',
    description: 'Records a custom event for a contact of an audience, which can start flows and change segments.',
  },
  operation: {
    perform,
    inputFields: [
      { key: 'email_address', label: 'Email Address', type: 'string', required: true, helpText: 'Of a contact in the audience.' },
      {
        key: 'name', label: 'Event Name', type: 'string', required: true,
        helpText: '2 to 30 letters, digits, underscores and hyphens, such as `registered_referral`.',
      },
      { key: 'properties', label: 'Properties', dict: true, required: false, helpText: 'Names of letters and underscores.' },
      { key: 'occurred_at', label: 'Occurred At', type: 'datetime', required: false },
      { key: 'id', label: 'Id', type: 'string', required: false, helpText: 'The same id for the same contact counts once.' },
    ],
    sample: { email_address: 'ada@example.org', name: 'registered_referral' },
  },
};
