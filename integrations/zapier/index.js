// The private Zapier app of an installation: `npx zapier-platform push` from this folder makes it, see README.md.
const { config, prove } = require('./authentication');
const customEvent = require('./creates/custom_event');

module.exports = {
  version: require('./package.json').version,
  platformVersion: require('zapier-platform-core').version,
  authentication: config,
  beforeRequest: [prove],
  triggers: {},
  searches: {},
  creates: { [customEvent.key]: customEvent },
};
