// What the page does: one request, answered by a stream of events, each shown when it comes.
// Whatever a model or a server said goes into the page as text, and never as markup.

const find = (selector, within = document) => within.querySelector(selector);
const [form, text, mistake, start, cancel] = ['#form', '#text', '#mistake', '#start', '#cancel'].map((selector) => find(selector));
const sections = [...document.querySelectorAll('section[data-prompt]')];
const sectionOf = (prompt) => sections.find((section) => section.dataset.prompt === prompt);

const number = new Intl.NumberFormat('en');
const secondsSince = (began) => ((performance.now() - began) / 1000).toFixed(1);

let maxLength = Infinity;
let running = null;

/** An element with a class, and in it elements and texts. */
const element = (name, className, ...content) => {
  const made = document.createElement(name);
  made.className = className;
  made.append(...content.filter((part) => part !== ''));
  return made;
};

/** Tokens and cost in words, as far as the server said them. */
const took = ({ promptTokens, completionTokens, cost }) => [
  promptTokens === null ? '' : `${number.format(promptTokens)} tokens in, ${number.format(completionTokens)} out`,
  cost === null ? '' : `$${cost.toFixed(6)}`,
].filter(Boolean).join(' · ');

/** Five dots, so many of them full. */
const rating = (name, value) => element('div', 'rating',
  element('dt', '', name),
  element('dd', '', Object.assign(element('span', 'dots', '●'.repeat(value) + '○'.repeat(5 - value)), { ariaHidden: 'true' }), `${value} of 5`));

const violation = ({ pointer, expected, found }) => element('li', '',
  element('code', 'pointer', pointer || '(the document)'), ' ', found ? `expected ${expected}, found ${found}` : expected);

/** Each reply as it came, with what is wrong with it. */
const attempts = (all) => all.length === 0 ? '' : element('ol', 'attempts', ...all.map(({ reply, outcome, violations }, i) => {
  const name = all.length === 1 ? 'Reply' : `Reply ${i + 1}`;
  return element('li', outcome.toLowerCase(),
    element('p', 'attempt', element('span', 'badge', outcome), i + 1 < all.length ? `${name}, sent back with what is wrong with it` : name),
    element('pre', '', reply ?? '(nothing)'),
    violations.length === 0 ? '' : element('ul', 'violations', ...violations.map(violation)));
}));

const show = {
  summary({ text }) {
    find('#summary').append(text);
  },
  finding({ finding }) {
    find('#findings').append(element('li', '',
      element('p', 'head', element('span', `badge ${finding.severity.toLowerCase()}`, finding.severity), element('span', 'quiet', `${finding.confidence}% sure`)),
      element('blockquote', '', finding.quote),
      element('p', '', finding.advice)));
  },
  verdict({ outcome, verdict, message, attempts: all }) {
    find('#verdict').append(
      verdict === null
        ? element('p', 'decision none', element('strong', '', outcome), message)
        : element('div', `decision ${verdict.decision.toLowerCase()}`,
          element('p', '', element('strong', '', verdict.decision), verdict.reason),
          element('dl', 'ratings', rating('Clarity', verdict.clarity), rating('Credibility', verdict.credibility))),
      attempts(all));
  },
  failure({ prompt, exception, message, status, requestId, attempts: all }) {
    find('.trouble', sectionOf(prompt)).append(element('div', 'failure',
      element('p', '', element('strong', '', exception), status === null ? '' : element('span', 'badge', `Status ${status}`)),
      element('p', '', message),
      requestId === null ? '' : element('p', 'quiet', `Request id: ${requestId}`),
      attempts(all)));
  },
  call(call) {
    const section = sectionOf(call.prompt);
    section.ariaBusy = 'false';
    find('.took', section).textContent = [`${call.seconds.toFixed(1)} s`, took(call)].filter(Boolean).join(' · ');
    for (const member of ['promptTokens', 'completionTokens', 'cost']) {
      if (call[member] !== null)
        running.total[member] = (running.total[member] ?? 0) + call[member];
    }
    find('#total').textContent = took(running.total);
  },
  end() {
    running.isWhole = true;
  },
};

/** The events of a reply, each as soon as it is there. */
async function* eventsOf(response) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  for (let rest = ''; ;) {
    const { done, value } = await reader.read();
    if (done)
      return;
    const events = (rest + value).split('\n\n');
    rest = events.pop();
    for (const event of events)
      yield JSON.parse(event.split('\n').filter((line) => line.startsWith('data:')).map((line) => line.slice(5)).join('\n'));
  }
}

/** What a server says that would not review. */
async function complaintOf(response) {
  const problem = await response.json().catch(() => ({}));
  return Object.values(problem.errors ?? {}).flat().join(' ') || problem.detail || problem.title || `The server answered with ${response.status}.`;
}

async function review() {
  if (running !== null || !checkLength())
    return;
  const began = performance.now();
  running = { abort: new AbortController(), isWhole: false, total: { promptTokens: null, completionTokens: null, cost: null } };
  for (const place of document.querySelectorAll('#summary, #findings, #verdict, .trouble, .took, #total'))
    place.replaceChildren();
  for (const place of document.querySelectorAll('[data-empty]'))
    place.removeAttribute('data-empty');
  setRunning(true);
  say('Reviewing…');
  try {
    const response = await fetch('reviews', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ text: text.value, mistake: mistake.value }),
      signal: running.abort.signal,
    });
    if (!response.ok) {
      say(await complaintOf(response), 'failed');
      return;
    }
    for await (const event of eventsOf(response))
      show[event.type]?.(event);
    const failures = document.querySelectorAll('.failure, .decision.none').length;
    if (!running.isWhole)
      say('The connection broke before the review was done.', 'failed');
    else if (failures > 0)
      say(`Done in ${secondsSince(began)} s, with ${failures} failure${failures === 1 ? '' : 's'}.`, 'failed');
    else
      say(`Done in ${secondsSince(began)} s.`, 'done');
  } catch (error) {
    if (error.name !== 'AbortError') {
      say(`The review broke off: ${error.message}`, 'failed');
      return;
    }
    say(`Cancelled after ${secondsSince(began)} s: the connection is closed, and the server's calls have ended with it.`);
    for (const section of sections.filter((section) => section.ariaBusy === 'true'))
      find('.took', section).textContent = 'cancelled';
  } finally {
    running = null;
    setRunning(false);
  }
}

function say(words, state = '') {
  const status = find('#status');
  status.textContent = words;
  status.className = state;
}

/** Shows one of the two buttons in place of the other; the focus stays where it was. */
function setRunning(isRunning) {
  const [shown, hidden] = isRunning ? [cancel, start] : [start, cancel];
  const hadFocus = document.activeElement === hidden;
  shown.hidden = false;
  hidden.hidden = true;
  if (hadFocus)
    shown.focus();
  for (const section of sections)
    section.ariaBusy = `${isRunning}`;
}

/** Whether the text is one that the server takes; says so beside it. */
function checkLength() {
  const length = text.value.length;
  const isGood = length <= maxLength && text.value.trim() !== '';
  find('#length').textContent = Number.isFinite(maxLength) ? `${number.format(length)} of ${number.format(maxLength)} characters` : '';
  find('#length').classList.toggle('over', length > maxLength);
  text.ariaInvalid = `${!isGood}`;
  start.disabled = !isGood;
  return isGood;
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  review();
});
cancel.addEventListener('click', () => running?.abort.abort());
text.addEventListener('input', checkLength);
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape')
    running?.abort.abort();
  else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey))
    review();
});

const settings = await (await fetch('settings')).json();
maxLength = settings.maxLength;
checkLength();
if (settings.isLocal)
  find('#local').hidden = false;
else
  find('#local').remove();
