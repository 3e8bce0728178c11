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

const shop = mailchimp.ecommerce;
const storeId = `store-${id}`;
const S = '/ecommerce/stores/{store_id}';
await told('POST /ecommerce/stores', shop.addStore({ id: storeId, list_id: id, name: 'Engines', currency_code: 'EUR' }));
await told('GET /ecommerce/stores', shop.stores());
await told(`GET ${S}`, shop.getStore(storeId));
await told(`PATCH ${S}`, shop.updateStore(storeId, { name: 'Engines & Co', address: { city: 'London' } }));
await refused('POST /ecommerce/stores', shop.addStore({ id: storeId, name: 'No list', currency_code: 'EUR' }));

await told(`POST ${S}/products`, shop.addStoreProduct(storeId, {
  id: 'p', title: 'Punched card', variants: [{ id: 'v', title: 'Blank', price: 1.5, inventory_quantity: 3 }],
  images: [{ id: 'i', url: 'https://example.org/i.png', variant_ids: ['v'] }],
}));
await told(`GET ${S}/products`, shop.getAllStoreProducts(storeId));
await told(`GET ${S}/products/{product_id}`, shop.getStoreProduct(storeId, 'p'));
await told(`PATCH ${S}/products/{product_id}`, shop.updateStoreProduct(storeId, 'p', { title: 'Card' }));
const V = `${S}/products/{product_id}/variants`;
await told(`POST ${V}`, shop.addProductVariants(storeId, 'p', { id: 'w', title: 'Punched' }));
await told(`GET ${V}`, shop.getProductVariants(storeId, 'p'));
await told(`GET ${V}/{variant_id}`, shop.getProductVariant(storeId, 'p', 'w'));
await told(`PUT ${V}/{variant_id}`, shop.addProductVariant(storeId, 'p', 'w', { id: 'w', title: 'Punched twice' }));
await told(`PATCH ${V}/{variant_id}`, shop.updateProductVariant(storeId, 'p', 'w', { price: 2 }));
await told(`DELETE ${V}/{variant_id}`, shop.deleteProductVariant(storeId, 'p', 'w'));
const I = `${S}/products/{product_id}/images`;
await told(`POST ${I}`, shop.addProductImage(storeId, 'p', { id: 'j', url: 'https://example.org/j.png' }));
await told(`GET ${I}`, shop.getProductImages(storeId, 'p'));
await told(`GET ${I}/{image_id}`, shop.getProductImage(storeId, 'p', 'j'));
await told(`PATCH ${I}/{image_id}`, shop.updateProductImage(storeId, 'p', 'j', { url: 'https://example.org/k.png' }));
await told(`DELETE ${I}/{image_id}`, shop.deleteProductImage(storeId, 'p', 'j'));

await told(`POST ${S}/customers`, shop.addStoreCustomer(storeId,
  { id: 'c', email_address: 'ada@example.org', opt_in_status: true, first_name: 'Ada' }));
await told(`GET ${S}/customers`, shop.getAllStoreCustomers(storeId));
await told(`GET ${S}/customers/{customer_id}`, shop.getStoreCustomer(storeId, 'c'));
await told(`PUT ${S}/customers/{customer_id}`, shop.setStoreCustomer(storeId, 'c',
  { id: 'c', email_address: 'ada@example.org', opt_in_status: true }));
await told(`PATCH ${S}/customers/{customer_id}`, shop.updateStoreCustomer(storeId, 'c', { last_name: 'Lovelace' }));

const line = { id: 'l', product_id: 'p', product_variant_id: 'v', quantity: 1, price: 1.5 };
const sold = { customer: { id: 'c' }, currency_code: 'EUR', order_total: 1.5, lines: [line] };
await told(`POST ${S}/carts`, shop.addStoreCart(storeId, { id: 'k', checkout_url: 'https://example.org/k', ...sold }));
await told(`GET ${S}/carts`, shop.getStoreCarts(storeId));
await told(`GET ${S}/carts/{cart_id}`, shop.getStoreCart(storeId, 'k'));
await told(`PATCH ${S}/carts/{cart_id}`, shop.updateStoreCart(storeId, 'k', { order_total: 3 }));
await told(`POST ${S}/carts/{cart_id}/lines`, shop.addCartLineItem(storeId, 'k', { ...line, id: 'm' }));
await told(`GET ${S}/carts/{cart_id}/lines`, shop.getAllCartLineItems(storeId, 'k'));
await told(`GET ${S}/carts/{cart_id}/lines/{line_id}`, shop.getCartLineItem(storeId, 'k', 'm'));
await told(`PATCH ${S}/carts/{cart_id}/lines/{line_id}`, shop.updateCartLineItem(storeId, 'k', 'm', { quantity: 2 }));
await told(`DELETE ${S}/carts/{cart_id}/lines/{line_id}`, shop.deleteCartLineItem(storeId, 'k', 'm'));
await told(`DELETE ${S}/carts/{cart_id}`, shop.deleteStoreCart(storeId, 'k'));

await told(`POST ${S}/orders`, shop.addStoreOrder(storeId, { id: 'o', financial_status: 'paid', ...sold }));
await told(`GET ${S}/orders`, shop.getStoreOrders(storeId));
await told('GET /ecommerce/orders', shop.orders());
await told(`GET ${S}/orders/{order_id}`, shop.getOrder(storeId, 'o'));
await told(`PATCH ${S}/orders/{order_id}`, shop.updateOrder(storeId, 'o', { fulfillment_status: 'shipped' }));
await told(`POST ${S}/orders/{order_id}/lines`, shop.addOrderLineItem(storeId, 'o', { ...line, id: 'm' }));
await told(`GET ${S}/orders/{order_id}/lines`, shop.getAllOrderLineItems(storeId, 'o'));
await told(`GET ${S}/orders/{order_id}/lines/{line_id}`, shop.getOrderLineItem(storeId, 'o', 'm'));
await told(`PATCH ${S}/orders/{order_id}/lines/{line_id}`, shop.updateOrderLineItem(storeId, 'o', 'm', { quantity: 2 }));
await told(`DELETE ${S}/orders/{order_id}/lines/{line_id}`, shop.deleteOrderLineItem(storeId, 'o', 'm'));

const R = `${S}/promo-rules`;
await told(`POST ${R}`, shop.addPromoRules(storeId,
  { id: 'r', description: 'Less', amount: 1, type: 'fixed', target: 'total' }));
await told(`GET ${R}`, shop.listPromoRules(storeId));
await told(`GET ${R}/{promo_rule_id}`, shop.getPromoRule(storeId, 'r'));
await told(`PATCH ${R}/{promo_rule_id}`, shop.updatePromoRule(storeId, 'r', { enabled: true }));
const C = `${R}/{promo_rule_id}/promo-codes`;
await told(`POST ${C}`, shop.addPromoCode(storeId, 'r',
  { id: 'q', code: 'LESS', redemption_url: 'https://example.org/less' }));
await told(`GET ${C}`, shop.getPromoCodes('r', storeId));
await told(`GET ${C}/{promo_code_id}`, shop.getPromoCode(storeId, 'r', 'q'));
await told(`PATCH ${C}/{promo_code_id}`, shop.updatePromoCode(storeId, 'r', 'q', { usage_count: 1 }));
await told(`DELETE ${C}/{promo_code_id}`, shop.deletePromoCode(storeId, 'r', 'q'));
await told(`DELETE ${R}/{promo_rule_id}`, shop.deletePromoRule(storeId, 'r'));
await told(`DELETE ${S}/orders/{order_id}`, shop.deleteOrder(storeId, 'o'));
await told(`DELETE ${S}/customers/{customer_id}`, shop.deleteStoreCustomer(storeId, 'c'));
await told(`DELETE ${S}/products/{product_id}`, shop.deleteStoreProduct(storeId, 'p'));
await told(`DELETE ${S}`, shop.deleteStore(storeId));

const sites = mailchimp.connectedSites;
await told('POST /connected-sites', sites.create({ foreign_id: `site-${id}`, domain: 'example.org' }));
await told('GET /connected-sites', sites.list());
await told('GET /connected-sites/{connected_site_id}', sites.get(`site-${id}`));
await told('DELETE /connected-sites/{connected_site_id}', sites.remove(`site-${id}`));

// the SDK does not make surveys
const made = await fetch(`${mailchimp.basePath}/lists/${id}/surveys`, {
  method: 'POST',
  headers: { authorization: `Bearer ${process.env.SILLAGE_API_KEY}`, 'content-type': 'application/json' },
  body: JSON.stringify({
    title: 'Tea',
    questions: [
      { id: 'tea', type: 'pickOne', query: 'Which?', options: [{ id: 'green', label: 'Green' }, { id: 'black', label: 'Black' }] },
      { id: 'love', type: 'range', query: 'How much?' },
      { id: 'who', type: 'email', query: 'Who?' },
    ],
  }),
});
const survey = await made.json();
// the official API says nothing of what these answer
await mailchimp.Surveys.publishSurvey(id, survey.id);
await lists.getAllSurveysForList(id);
await lists.getSurvey(id, survey.id);
await fetch(survey.url, {
  method: 'POST',
  body: new URLSearchParams({ 'q.tea': 'green', 'q.love': '4', 'q.who': 'sdk@example.org' }),
});
const reporting = mailchimp.reporting;
const responses = await until('the response', () => reporting.getSurveyResponsesAll(survey.id),
  (seen) => seen.total_items === 1 && seen.responses[0].contact);
await told('GET /reporting/surveys', reporting.getSurveyReportsAll());
await told('GET /reporting/surveys/{survey_id}', reporting.getSurveyReport(survey.id));
await told('GET /reporting/surveys/{survey_id}/questions', reporting.getSurveyQuestionReportsAll(survey.id));
await told('GET /reporting/surveys/{survey_id}/questions/{question_id}',
  reporting.getSurveyQuestionReport(survey.id, 'tea'));
await told('GET /reporting/surveys/{survey_id}/questions/{question_id}/answers',
  reporting.getSurveyQuestionAnswers(survey.id, 'tea'));
await told('GET /reporting/surveys/{survey_id}/responses', responses);
await told('GET /reporting/surveys/{survey_id}/responses/{response_id}',
  reporting.getSurveyResponse(survey.id, responses.responses[0].response_id));
await mailchimp.Surveys.unpublishSurvey(id, survey.id);

await told('DELETE /lists/{list_id}/interest-categories/{interest_category_id}/interests/{interest_id}',
  lists.deleteInterestCategoryInterest(id, category.id, interest.id));
await told('DELETE /lists/{list_id}/interest-categories/{interest_category_id}',
  lists.deleteInterestCategory(id, category.id));
await told('DELETE /lists/{list_id}/merge-fields/{merge_id}', lists.deleteListMergeField(id, field.merge_id));
await told('DELETE /lists/{list_id}/members/{subscriber_hash}', lists.deleteListMember(id, hash));
await told('POST /lists/{list_id}/members/{subscriber_hash}/actions/delete-permanent',
  lists.deleteListMemberPermanent(id, hash));
await told('DELETE /lists/{list_id}', lists.deleteList(id));
