// Tells a Sillage installation what a visitor does on this site, if the visitor agrees to it.
// sillage('consent', true | false)
// sillage('identify', {type: 'EMAIL' | 'EMAIL_SHA256' | 'HASH', value: '…', proof: 'HMAC-SHA256 of the value, in hex'})
// sillage('track', 'event_name', {property: 'value'})
(function (collect, consentRequired) {
  var w = window, d = document, STORE = 'sillage', TOKEN = 'sillage_id', MOST = 50;
  var early = (w.sillage && w.sillage.q) || [], queue = [], timer, state = read(), lastUrl = '';

  function read() {
    try { return JSON.parse(localStorage.getItem(STORE)) || {}; } catch (e) { return {}; }
  }
  function write() {
    try { localStorage.setItem(STORE, JSON.stringify(state)); } catch (e) { /* not kept then */ }
  }
  function random() {
    return Array.from(crypto.getRandomValues(new Uint8Array(16)), function (byte) {
      return (byte + 256).toString(16).slice(1);
    }).join('');
  }
  function allowed() {
    return state.consent === undefined ? !consentRequired && !navigator.globalPrivacyControl : state.consent;
  }
  function add(event) {
    if (state.consent === false || queue.length >= MOST) return;
    event.id = random();
    event.at = Date.now();
    queue.push(event);
    if (allowed() && !timer) timer = setTimeout(flush, 300);
  }
  function flush() {
    clearTimeout(timer);
    timer = 0;
    if (!allowed() || !(queue.length || state.fresh)) return;
    if (!state.visitor) state.visitor = random();
    var now = Date.now(), body = JSON.stringify({
      visitor: state.visitor,
      identity: state.identity,
      events: queue.map(function (event) {
        var sent = Object.assign({}, event, {ago: now - event.at});
        delete sent.at;
        return sent;
      })
    });
    queue = [];
    delete state.fresh;
    write();
    if (w.fetch) {
      fetch(collect, {method: 'POST', body: body, keepalive: true, credentials: 'omit', mode: 'cors'}).catch(function () {});
    } else {
      navigator.sendBeacon(collect, body);
    }
  }
  function identify(identity) {
    if (typeof identity === 'string') identity = {type: 'EMAIL', value: identity};
    state.identity = identity;
    state.fresh = 1;
    if (allowed()) { write(); flush(); }
  }
  function page() {
    var url = location.href;
    if (url === lastUrl) return;
    add({type: 'page_viewed', url: url, title: d.title, referrer: lastUrl || d.referrer});
    lastUrl = url;
  }
  function click(event) {
    var link = event.target && event.target.closest && event.target.closest('a[href]');
    if (!link || event.button === 2) return;
    add({
      type: 'link_clicked', url: link.href, page: location.href, element: link.id || '',
      text: (link.textContent || '').trim().slice(0, 100)
    });
    flush();
  }
  function later(name) {
    var original = history[name];
    history[name] = function () {
      var result = original.apply(this, arguments);
      setTimeout(page, 0);
      return result;
    };
  }
  function consent(given) {
    state.consent = !!given;
    if (!given) { queue = []; state = {consent: false}; }
    write();
    flush();
  }
  function track(name, properties) {
    add({type: 'event', name: name, properties: properties || {}});
  }
  function fromEmail() {
    var url = new URL(location.href), token = url.searchParams.get(TOKEN);
    if (!token) return;
    url.searchParams.delete(TOKEN);
    history.replaceState(history.state, '', url);
    identify({type: 'TOKEN', value: token});
  }

  var commands = {consent: consent, identify: identify, track: track, page: page};
  w.sillage = function (command) {
    if (commands[command]) commands[command].apply(null, [].slice.call(arguments, 1));
  };
  fromEmail();
  page();
  later('pushState');
  later('replaceState');
  w.addEventListener('popstate', function () { setTimeout(page, 0); });
  w.addEventListener('hashchange', page);
  d.addEventListener('click', click, true);
  d.addEventListener('auxclick', click, true);
  w.addEventListener('pagehide', flush);
  early.forEach(function (call) { w.sillage.apply(null, call); });
})
