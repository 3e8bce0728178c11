// The meetup story, told by the official SDK. Environment:
//   SILLAGE_API_KEY      the key of an account
//   SILLAGE_BASE_PATH    e.g. http://localhost:8080/3.0: set as `basePath` of the client, or
//   SILLAGE_SERVER       e.g. localhost:8443/mc: set as the public option `server`, nothing else
//   SILLAGE_RUN          a word that makes the addresses of this run unique
// Prints one line of JSON with what happened; any failure ends with status 1.
import { createHash } from 'node:crypto';
import mailchimp from '@mailchimp/mailchimp_marketing';

const { SILLAGE_API_KEY, SILLAGE_BASE_PATH, SILLAGE_SERVER, SILLAGE_RUN } = process.env;

mailchimp.setConfig(SILLAGE_SERVER ? { apiKey: SILLAGE_API_KEY, server: SILLAGE_SERVER } : { apiKey: SILLAGE_API_KEY });
if (SILLAGE_BASE_PATH) {
  mailchimp.basePath = SILLAGE_BASE_PATH;
}

const hash = (email) => createHash('md5').update(email.toLowerCase()).digest('hex');

async function until(what, look, wanted) {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const seen = await look();
    if (wanted(seen)) return seen;
    if (Date.now() > deadline) throw new Error(`${what} did not happen; last seen: ${JSON.stringify(seen)}`);
    await new Promise((resume) => setImmediate(resume));
  }
}

async function refusal(call) {
  try {
    await call();
    return 'not refused';
  } catch (error) {
    const problem = error.response?.body ?? {};
    return { status: error.status, title: problem.title, detail: problem.detail };
  }
}

const ping = await mailchimp.ping.get();
const root = await mailchimp.root.getRoot();

const list = await mailchimp.lists.createList({
  name: `SDK ${SILLAGE_RUN}`,
  permission_reminder: 'You asked for it.',
  email_type_option: false,
  contact: { company: 'Example', address1: '1 Example Street', city: 'Atlanta', country: 'US' },
  campaign_defaults: { from_name: 'Ada', from_email: 'ada@example.org', subject: 'Hello', language: 'en' },
});

const cities = { [`ada-${SILLAGE_RUN}@example.org`]: 'Atlanta', [`bob-${SILLAGE_RUN}@example.org`]: 'Boston' };
for (const email of Object.keys(cities)) {
  await mailchimp.lists.addListMember(list.id, {
    email_address: email,
    status: 'subscribed',
    merge_fields: { FNAME: email.slice(0, 3) },
    tags: ['sdk'],
  });
}
const [ada, bob] = Object.keys(cities);

const again = await refusal(() =>
  mailchimp.lists.addListMember(list.id, { email_address: ada, status: 'subscribed' }));
const nobody = await refusal(() => mailchimp.lists.getListMember(list.id, hash('nobody@example.org')));
const badName = await refusal(() => mailchimp.lists.createListMemberEvent(list.id, hash(ada), { name: 'x' }));

const updated = await mailchimp.lists.setListMember(list.id, hash(ada), {
  email_address: ada,
  status_if_new: 'subscribed',
  merge_fields: { LNAME: 'Lovelace' },
});
await mailchimp.lists.updateListMemberTags(list.id, hash(bob), { tags: [{ name: 'vip', status: 'active' }] });
const tags = await mailchimp.lists.getListMemberTags(list.id, hash(bob));

const segment = await mailchimp.lists.createSegment(list.id, {
  name: 'Atlanta',
  options: {
    match: 'all',
    conditions: [
      {
        field: 'contact_event',
        op: 'is',
        filters: [
          { field: 'contact_event_name', op: 'is', value: 'meetup_registered' },
          { field: 'contact_event_property', op: 'is', value: 'location', extra: 'Atlanta' },
        ],
      },
    ],
  },
});

for (const [email, location] of Object.entries(cities)) {
  await mailchimp.lists.createListMemberEvent(list.id, hash(email), {
    name: 'meetup_registered',
    properties: { location },
    is_syncing: false,
    occurred_at: new Date().toISOString(),
  });
}
const events = await mailchimp.lists.getListMemberEvents(list.id, hash(ada));
const members = await until(
  'Ada entering the segment',
  () => mailchimp.lists.getSegmentMembersList(list.id, segment.id),
  (answer) => answer.total_items === 1,
);

const page = await mailchimp.lists.getListMembersInfo(list.id, { count: 1, offset: 1, fields: ['members.email_address', 'total_items'] });
await mailchimp.lists.deleteListMember(list.id, hash(bob));
const archived = await mailchimp.lists.getListMember(list.id, hash(bob));
const lists = await mailchimp.lists.getAllLists({ count: 1000, fields: ['lists.id'] });
await mailchimp.lists.deleteList(list.id);
const gone = await refusal(() => mailchimp.lists.getList(list.id));

console.log(
  JSON.stringify({
    ping: ping.health_status,
    account: root.account_id,
    listId: list.id,
    mergeFields: list.stats.merge_field_count,
    again,
    nobody,
    badName,
    fullName: updated.full_name,
    tags: tags.tags.map((tag) => tag.name).sort(),
    events: events.events.map((event) => [event.name, event.properties]),
    members: members.members.map((member) => member.email_address),
    page,
    archived: archived.status,
    listed: lists.lists.some((each) => each.id === list.id),
    gone,
  }),
);
