const PAGE_SIZE = 200;
const byId = (id) => document.getElementById(id);
const state = { kind: '', query: '', messages: [], total: 0, open: undefined, tab: undefined };

function element(tag, properties = {}, ...children) {
  const { data, ...rest } = properties;
  const created = Object.assign(document.createElement(tag), rest);
  for (const [name, value] of Object.entries(data ?? {})) created.setAttribute(name, value);
  created.append(...children);
  return created;
}

function when(iso) {
  const date = new Date(iso);
  const today = date.toDateString() === new Date().toDateString();
  return today ? date.toLocaleTimeString() : date.toLocaleString();
}

async function load() {
  const parameters = new URLSearchParams({ limit: PAGE_SIZE });
  if (state.kind) parameters.set('kind', state.kind);
  if (state.query) parameters.set('query', state.query);
  const response = await fetch(`/api/messages?${parameters}`);
  if (!response.ok) return;
  Object.assign(state, await response.json());
  renderList();
}

function renderList() {
  byId('count').textContent = `${state.total} ${state.total === 1 ? 'message' : 'messages'}`;
  byId('list').replaceChildren(
    ...state.messages.map((message) => {
      const button = element(
        'button',
        {
          type: 'button',
          onclick: () => show(message.id),
          data: { 'aria-current': message.id === state.open },
        },
        element('b', { textContent: message.to.join(', ') }),
        element('small', { textContent: when(message.receivedAt) }),
        element('span', { textContent: message.kind === 'sms' ? 'SMS' : message.subject || '(no subject)' }),
        element('span', { className: 'snippet', textContent: message.snippet }),
      );
      return element('li', {}, button);
    }),
  );
  if (!state.open) renderNothing();
}

function renderNothing() {
  const text =
    state.messages.length > 0
      ? 'Choose a message.'
      : 'Nothing has arrived yet. Mails and SMS show up here by themselves.';
  byId('detail').replaceChildren(element('p', { className: 'empty', textContent: text }));
}

async function show(id) {
  const response = await fetch(`/api/messages/${id}`);
  if (!response.ok) return close();
  const message = await response.json();
  state.open = id;
  history.replaceState(null, '', `#${id}`);
  document.body.classList.add('reading');
  renderList();
  renderDetail(message);
}

function close() {
  state.open = undefined;
  history.replaceState(null, '', location.pathname);
  document.body.classList.remove('reading');
  renderList();
}

function facts(message) {
  const rows = [
    ['From', message.from],
    ['To', message.to.join(', ')],
    ['Received', new Date(message.receivedAt).toLocaleString()],
    ['Message id', message.messageId || 'none'],
  ];
  return element(
    'dl',
    {},
    ...rows.flatMap(([name, value]) => [
      element('dt', { textContent: name }),
      element('dd', { textContent: value }),
    ]),
  );
}

function attachments(message) {
  return message.attachments.map((attachment, index) =>
    element('a', {
      href: `/api/messages/${message.id}/attachments/${index}`,
      textContent: `${attachment.fileName} (${Math.ceil(attachment.sizeBytes / 1024)} kB)`,
    }),
  );
}

const panels = {
  Preview: (message) =>
    element('iframe', {
      title: 'Preview of the mail',
      src: `/api/messages/${message.id}/html`,
      data: { sandbox: 'allow-popups' },
    }),
  Text: (message) => element('pre', { textContent: message.text }),
  Headers: (message) =>
    element('pre', { textContent: message.headers.map(({ name, value }) => `${name}: ${value}`).join('\n') }),
  Source: (message) => {
    const source = element('pre', { textContent: 'Loading' });
    fetch(`/api/messages/${message.id}/source`)
      .then((response) => response.text())
      .then((text) => {
        source.textContent = text;
      });
    return source;
  },
};

function renderDetail(message) {
  const back = element('button', {
    id: 'back',
    type: 'button',
    textContent: 'Back to the list',
    onclick: close,
  });
  if (message.kind === 'sms') {
    byId('detail').replaceChildren(
      back,
      element('h2', { textContent: 'SMS' }),
      facts(message),
      element('p', { className: 'bubble', textContent: message.text }),
    );
    return;
  }
  const names = Object.keys(panels).filter((name) => name !== 'Preview' || message.html);
  const chosen = names.includes(state.tab) ? state.tab : names[0];
  const tabs = names.map((name) =>
    element('button', {
      type: 'button',
      textContent: name,
      data: { role: 'tab', 'aria-selected': name === chosen },
      onclick: () => {
        state.tab = name;
        renderDetail(message);
      },
    }),
  );
  byId('detail').replaceChildren(
    back,
    element('h2', { textContent: message.subject || '(no subject)' }),
    facts(message),
    ...attachments(message),
    element('div', { data: { role: 'tablist' } }, ...tabs),
    panels[chosen](message),
  );
}

function listen() {
  const events = new EventSource('/api/events');
  events.onopen = () => {
    byId('live').textContent = 'live';
    byId('live').classList.add('on');
    load();
  };
  events.onerror = () => {
    byId('live').textContent = 'reconnecting';
    byId('live').classList.remove('on');
  };
  let pending;
  // A burst of messages is one request, not one each.
  events.addEventListener('message', () => {
    if (pending !== undefined) return;
    pending = setTimeout(() => {
      pending = undefined;
      load();
    }, 150);
  });
  events.addEventListener('cleared', () => {
    close();
    load();
  });
}

for (const button of document.querySelectorAll('[data-kind]')) {
  button.addEventListener('click', () => {
    state.kind = button.dataset.kind;
    for (const other of document.querySelectorAll('[data-kind]'))
      other.setAttribute('aria-pressed', other === button);
    load();
  });
}
let typing;
byId('search').addEventListener('input', (event) => {
  clearTimeout(typing);
  typing = setTimeout(() => {
    state.query = event.target.value.trim();
    load();
  }, 150);
});
byId('clear').addEventListener('click', () => {
  if (confirm('Delete every message?')) fetch('/api/messages', { method: 'DELETE' });
});
listen();
if (/^#\d+$/.test(location.hash)) show(location.hash.slice(1));
