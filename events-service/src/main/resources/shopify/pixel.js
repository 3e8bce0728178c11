// A custom pixel of a Shopify shop (Settings, Customer events) that tells a Sillage installation what visitors do.
// Shopify runs it only for visitors whose consent it needs and has. A theme proves who is logged in with
// Shopify.analytics.publish('sillage_identity', {type: 'EMAIL', value: '…', proof: '…'}).
(function (collect) {
  var names = [
    'page_viewed', 'product_viewed', 'collection_viewed', 'search_submitted', 'product_added_to_cart',
    'checkout_started', 'payment_info_submitted', 'checkout_completed', 'sillage_identity'
  ];
  function tell(event) {
    fetch(collect, {
      method: 'POST', body: JSON.stringify({event: event, customer: init.data && init.data.customer}),
      keepalive: true, credentials: 'omit', mode: 'cors'
    }).catch(function () {});
  }
  names.forEach(function (name) { analytics.subscribe(name, tell); });
})
