// Every operation that the official schema describes and that we have, called through the official SDK. Environment:
//   SILLAGE_API_KEY      the key of an account
//   SILLAGE_BASE_PATH    e.g. http://localhost:8080/3.0
// Prints a line of JSON for each, {"operation": "GET /lists", "body": …}, or {"operation": …, "problem": …} for one that
// is to be refused; anything else ends with status 1.
import { createServer } from 'node:http';
import mailchimp from '@mailchimp/mailchimp_marketing';

mailchimp.setConfig({ apiKey: process.env.SILLAGE_API_KEY });
mailchimp.basePath = process.env.SILLAGE_BASE_PATH;

const { lists, searchMembers, ping, root } = mailchimp;

async function told(operation, answer) {
  const body = await answer;
  console.log(JSON.stringify({ operation, body: body ?? null }));
  return body;
}

async function refused(operation, answer) {
  const problem = await answer.then(
    () => { throw new Error(`${operation} was not refused`); },
    (error) => error.response.body,
  );
  console.log(JSON.stringify({ operation, problem }));
}

async function until(what, look, wanted) {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const seen = await look().catch((error) => ({ failed: error.status }));
    if (wanted(seen)) return seen;
    if (Date.now() > deadline) throw new Error(`${what} did not happen; last seen: ${JSON.stringify(seen)}`);
    await new Promise((resume) => setImmediate(resume));
  }
}

await told('GET /', root.getRoot());
await told('GET /ping', ping.get());

const list = await told('POST /lists', lists.createList({
  name: 'Schema', permission_reminder: 'You signed up', email_type_option: true, marketing_permissions: true,
  contact: { company: 'Engines', address1: '1 Mill Lane', city: 'London', country: 'GB' },
  campaign_defaults: { from_name: 'Ada', from_email: 'ada@example.org', subject: 'News', language: 'en' },
}));
const id = list.id;
await told('GET /lists', lists.getAllLists({ includeTotalContacts: true }));
await told('GET /lists/{list_id}', lists.getList(id, { includeTotalContacts: true }));
await told('PATCH /lists/{list_id}', lists.updateList(id, { ...list, name: 'Schema 2' }));

await refused('GET /lists/{list_id}', lists.getList('0000000000'));
await refused('POST /lists', lists.createList({ name: 'Nothing else' }));
await refused('POST /lists/{list_id}/members', lists.addListMember(id, { email_address: 'nobody', status: 'subscribed' }));

const field = await told('POST /lists/{list_id}/merge-fields',
  lists.addListMergeField(id, { name: 'Town', type: 'dropdown', options: { choices: ['London', 'Paris'] } }));
await told('GET /lists/{list_id}/merge-fields', lists.getListMergeFields(id, { count: 100 }));
await told('GET /lists/{list_id}/merge-fields/{merge_id}', lists.getListMergeField(id, field.merge_id));
await told('PATCH /lists/{list_id}/merge-fields/{merge_id}',
  lists.updateListMergeField(id, field.merge_id, { name: 'City' }));

const category = await told('POST /lists/{list_id}/interest-categories',
  lists.createListInterestCategory(id, { title: 'Sports', type: 'checkboxes' }));
await told('GET /lists/{list_id}/interest-categories', lists.getListInterestCategories(id));
await told('GET /lists/{list_id}/interest-categories/{interest_category_id}',
  lists.getInterestCategory(id, category.id));
await told('PATCH /lists/{list_id}/interest-categories/{interest_category_id}',
  lists.updateInterestCategory(id, category.id, { title: 'Games', type: 'checkboxes' }));
const interest = await told('POST /lists/{list_id}/interest-categories/{interest_category_id}/interests',
  lists.createInterestCategoryInterest(id, category.id, { name: 'Chess' }));
await told('GET /lists/{list_id}/interest-categories/{interest_category_id}/interests',
  lists.listInterestCategoryInterests(id, category.id));
await told('GET /lists/{list_id}/interest-categories/{interest_category_id}/interests/{interest_id}',
  lists.getInterestCategoryInterest(id, category.id, interest.id));
await told('PATCH /lists/{list_id}/interest-categories/{interest_category_id}/interests/{interest_id}',
  lists.updateInterestCategoryInterest(id, category.id, interest.id, { name: 'Go' }));

const address = 'schema@example.org';
const member = await told('POST /lists/{list_id}/members', lists.addListMember(id, {
  email_address: address, status: 'subscribed', vip: true, language: 'en', tags: ['Friends'],
  location: { latitude: 48.8, longitude: 2.3 },
  merge_fields: { FNAME: 'Ada', ADDRESS: { addr1: '1 Mill Lane', city: 'London', state: '', zip: 'N1', country: 'GB' } },
  interests: { [interest.id]: true },
}));
const hash = member.id;
await told('POST /lists/{list_id}/members/{subscriber_hash}/notes',
  lists.createListMemberNote(id, hash, { note: 'Called' }));
await told('GET /lists/{list_id}/members', lists.getListMembersInfo(id));
await told('GET /lists/{list_id}/members/{subscriber_hash}', lists.getListMember(id, hash));
await told('PUT /lists/{list_id}/members/{subscriber_hash}',
  lists.setListMember(id, hash, { email_address: address, status_if_new: 'subscribed' }));
await told('PATCH /lists/{list_id}/members/{subscriber_hash}',
  lists.updateListMember(id, hash, { merge_fields: { LNAME: 'Lovelace' } }));
await told('POST /lists/{list_id}', lists.batchListMembers(id, {
  members: [{ email_address: 'bob@example.org', status: 'subscribed' }, { email_address: 'nobody', status: 'subscribed' },
    { email_address: address, status: 'subscribed', email_type: 'text' }],
  update_existing: true,
}));
const notes = await told('GET /lists/{list_id}/members/{subscriber_hash}/notes', lists.getListMemberNotes(id, hash));
const note = notes.notes[0].id;
await told('GET /lists/{list_id}/members/{subscriber_hash}/notes/{note_id}', lists.getListMemberNote(id, hash, note));
await told('PATCH /lists/{list_id}/members/{subscriber_hash}/notes/{note_id}',
  lists.updateListMemberNote(id, hash, note, { note: 'Called twice' }));
await told('DELETE /lists/{list_id}/members/{subscriber_hash}/notes/{note_id}',
  lists.deleteListMemberNote(id, hash, note));

await told('POST /lists/{list_id}/members/{subscriber_hash}/tags',
  lists.updateListMemberTags(id, hash, { tags: [{ name: 'Vip', status: 'active' }] }));
await told('GET /lists/{list_id}/members/{subscriber_hash}/tags', lists.getListMemberTags(id, hash));
await told('GET /lists/{list_id}/tag-search', lists.tagSearch(id, { name: 'V' }));
await told('GET /search-members', searchMembers.search('schema', { listId: id }));

await until('the event service knows the member', () => lists.getListMemberEvents(id, hash), (seen) => !seen.failed);
await told('POST /lists/{list_id}/members/{subscriber_hash}/events',
  lists.createListMemberEvent(id, hash, { name: 'registered', properties: { city: 'Rome' } }));
await told('GET /lists/{list_id}/members/{subscriber_hash}/events', lists.getListMemberEvents(id, hash));
await told('GET /lists/{list_id}/members/{subscriber_hash}/activity', lists.getListMemberActivity(id, hash));
await told('GET /lists/{list_id}/members/{subscriber_hash}/activity-feed', lists.getListMemberActivityFeed(id, hash));

const saved = await told('POST /lists/{list_id}/segments', lists.createSegment(id, {
  name: 'Adas', options: { match: 'all', conditions: [
    { condition_type: 'TextMerge', field: 'FNAME', op: 'is', value: 'Ada' }] },
}));
await until('the segment has its member', () => lists.getSegmentMembersList(id, saved.id), (seen) => seen.total_items > 0);
const tag = await told('POST /lists/{list_id}/segments', lists.createSegment(id, { name: 'Chosen', static_segment: [address] }));
await until('the static segment has its member', () => lists.getSegment(id, tag.id), (seen) => seen.member_count === 1);
await told('GET /lists/{list_id}/segments', lists.listSegments(id));
await told('GET /lists/{list_id}/segments/{segment_id}', lists.getSegment(id, saved.id));
await told('PATCH /lists/{list_id}/segments/{segment_id}', lists.updateSegment(id, saved.id, { name: 'All Adas' }));
await told('GET /lists/{list_id}/segments/{segment_id}/members', lists.getSegmentMembersList(id, saved.id));
await told('POST /lists/{list_id}/segments/{segment_id}',
  lists.batchSegmentMembers({ members_to_add: ['bob@example.org'], members_to_remove: [address] }, id, tag.id));
await told('POST /lists/{list_id}/segments/{segment_id}/members',
  lists.createSegmentMember(id, tag.id, { email_address: address }));
await told('DELETE /lists/{list_id}/segments/{segment_id}/members/{subscriber_hash}',
  lists.removeSegmentMember(id, tag.id, hash));
await told('DELETE /lists/{list_id}/segments/{segment_id}', lists.deleteSegment(id, tag.id));

const endpoint = createServer((_, response) => response.end()).listen(0, '127.0.0.1');
await new Promise((listening) => endpoint.once('listening', listening));
const url = `http://127.0.0.1:${endpoint.address().port}/`;
const webhook = await told('POST /lists/{list_id}/webhooks',
  lists.createListWebhook(id, { url, events: { subscribe: true }, sources: { api: true } }));
await told('GET /lists/{list_id}/webhooks', lists.getListWebhooks(id));
await told('GET /lists/{list_id}/webhooks/{webhook_id}', lists.getListWebhook(id, webhook.id));
await told('PATCH /lists/{list_id}/webhooks/{webhook_id}',
  lists.updateListWebhook(id, webhook.id, { events: { profile: true } }));
await told('DELETE /lists/{list_id}/webhooks/{webhook_id}', lists.deleteListWebhook(id, webhook.id));
endpoint.closeAllConnections();
endpoint.close();

await told('GET /lists/{list_id}/abuse-reports', lists.getListAbuseReports(id));
await told('GET /lists/{list_id}/activity', lists.getListRecentActivity(id));
await told('GET /lists/{list_id}/clients', lists.getListClients(id));
const history = await told('GET /lists/{list_id}/growth-history', lists.getListGrowthHistory(id));
await told('GET /lists/{list_id}/growth-history/{month}',
  lists.getListGrowthHistoryByMonth(id, history.history[0].month));
await told('GET /lists/{list_id}/locations', lists.getListLocations(id));
await told('POST /lists/{list_id}/signup-forms', lists.updateListSignupForm(id, {
  header: { text: 'Engines' }, contents: [{ section: 'signup_message', value: 'Hello' }],
  styles: [{ selector: 'forms_buttons', options: [{ property: 'color', value: '#fff' }] }],
}));
await told('GET /lists/{list_id}/signup-forms', lists.getListSignupForms(id));

await told('DELETE /lists/{list_id}/interest-categories/{interest_category_id}/interests/{interest_id}',
  lists.deleteInterestCategoryInterest(id, category.id, interest.id));
await told('DELETE /lists/{list_id}/interest-categories/{interest_category_id}',
  lists.deleteInterestCategory(id, category.id));
await told('DELETE /lists/{list_id}/merge-fields/{merge_id}', lists.deleteListMergeField(id, field.merge_id));
await told('DELETE /lists/{list_id}/members/{subscriber_hash}', lists.deleteListMember(id, hash));
await told('POST /lists/{list_id}/members/{subscriber_hash}/actions/delete-permanent',
  lists.deleteListMemberPermanent(id, hash));
await told('DELETE /lists/{list_id}', lists.deleteList(id));
