'use strict';
// Shows the run that is in the element "data". Everything that a host or a playbook said becomes text by el(), never markup.
(() => {
const data = JSON.parse(document.getElementById('data').textContent);
const MARKS = {ok: '\u00b7', change: 'c', changed: 'C', deferred: '?', skipped: '\u2013', failed: 'F', unsupported: 'U'};
const WORST = ['failed', 'unsupported', 'changed', 'change', 'deferred', 'ok', 'skipped'];
const BAD_FIRST = ['failed', 'unreachable', 'interrupted', 'stopped', 'unfinished', 'changed', 'ok', 'ignored', 'not started'];
const FEW = 30; // of a list that is shown before somebody asks for more
const MORE = 300; // that are shown then

function el(tag, attributes, ...children) {
  const e = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name.startsWith('on')) e.addEventListener(name.slice(2), value);
    else if (value === true) e.setAttribute(name, '');
    else if (value !== false && value !== undefined && value !== null) e.setAttribute(name, value);
  }
  for (const child of children.flat(Infinity))
    if (child !== null && child !== undefined && child !== false) e.append(child);
  return e;
}

const style = label => label.replace(/\s/g, '-'); // a class of the style sheet
const plural = (n, what) => n + ' ' + what + (n === 1 ? '' : 's');
const tag = label => el('span', {class: 'tag ' + style(label)}, label);
const groupBy = (items, key) => {
  const groups = new Map();
  for (const item of items) {
    const k = key(item);
    if (groups.has(k)) groups.get(k).push(item);
    else groups.set(k, [item]);
  }
  return groups;
};

function elapsed(ms) {
  const s = Math.max(0, Math.floor(ms / 1000));
  const two = (a, unit, b, smaller) => a + unit + (b ? ' ' + b + smaller : '');
  if (s < 10) return Math.max(0, Math.floor(ms / 100)) / 10 + ' s';
  if (s < 60) return s + ' s';
  if (s < 3600) return two(Math.floor(s / 60), ' min', s % 60, ' s');
  if (s < 86400) return two(Math.floor(s / 3600), ' h', Math.floor(s / 60) % 60, ' min');
  return two(Math.floor(s / 86400), ' d', Math.floor(s / 3600) % 24, ' h');
}
const moment = ms => new Date(ms).toLocaleString(undefined, {dateStyle: 'medium', timeStyle: 'medium'});

// The model: hosts and kinds as objects instead of the short lists of the file.
const tasks = data.tasks.map(([name, action, at]) => ({name, action, at}));
const results = data.results.map(([task, outcome, message, diff, ignored], id) => ({
  id, task: tasks[task], outcome, ignored: ignored === 1,
  message: message < 0 ? '' : data.texts[message], diff: diff < 0 ? '' : data.texts[diff]}));
const kinds = data.kinds.map(k => ({...k, results: k.results.map(r => results[r])}));
const hosts = data.hosts.map(([name, kind, groups, began, ended], id) => ({
  id, name, kind: kinds[kind], groups: groups.map(g => data.groups[g]), began, ended, batches: []}));
const batches = data.stages.filter(s => s.kind === 'batch');
batches.forEach((b, i) => b.hosts.forEach(h => hosts[h].batches.push(i)));
const failing = r => (r.outcome === 'failed' || r.outcome === 'unsupported') && !r.ignored;
const changing = r => r.outcome === 'changed' || r.outcome === 'change';

// A column of the table is a task of the playbook; the items of a loop share one.
const columns = new Map();
for (const kind of kinds) {
  let before = null;
  for (const r of kind.results) {
    const key = r.task.at || r.task.name;
    r.column = columns.get(key) || {key, names: new Set(), after: before};
    r.column.names.add(r.task.name);
    columns.set(key, r.column);
    before = r.column;
  }
}
/** Each after the one that it came after when it was met first. */
function ordered() {
  const order = [];
  for (const c of columns.values()) order.splice(c.after ? order.indexOf(c.after) + 1 : 0, 0, c);
  return order;
}
const order = ordered();
order.forEach((c, i) => { c.index = i; });
function label(column) {
  const [first, ...others] = column.names;
  let length = first.length;
  for (const name of others) while (!first.startsWith(name.slice(0, length))) length--;
  return length > 3 ? first.slice(0, length).replace(/[\s:(]+$/, '') : first;
}
for (const kind of kinds) {
  kind.cells = new Map();
  kind.results.forEach((r, i) => {
    const cell = kind.cells.get(r.column) || {outcomes: new Set(), count: 0, unplanned: false};
    cell.outcomes.add(r.outcome);
    cell.count++;
    cell.unplanned ||= kind.misses.includes(i);
    kind.cells.set(r.column, cell);
  });
  kind.row = kind.state + '|' + [...kind.cells].map(([c, cell]) =>
    c.index + ':' + WORST.find(o => cell.outcomes.has(o)) + (cell.unplanned ? '!' : '')).join();
}

// What is shown.
const filter = {text: '', states: new Set(), group: '', batch: '', task: ''};

/** Each word is to be found in a host's name, groups or state, or in what its tasks are called and said. */
function search(text) {
  return text.toLowerCase().split(/\s+/).filter(w => w).map(word => {
    const has = s => s.toLowerCase().includes(word);
    const texts = data.texts.map(has);
    const found = data.results.map(([task, , message, diff]) =>
      has(tasks[task].name) || has(tasks[task].action) || texts[message] || texts[diff]);
    const kindFound = new Map(kinds.map((k, i) => [k, data.kinds[i].results.some(r => found[r]) || has(k.message)
      || has(k.state) || has(k.current) || k.notes.some(has)]));
    return h => kindFound.get(h.kind) || has(h.name) || h.groups.some(has);
  });
}

function selected() {
  const tests = search(filter.text);
  return hosts.filter(h => (filter.states.size === 0 || filter.states.has(h.kind.state))
    && (filter.group === '' || h.groups.includes(filter.group))
    && (filter.batch === '' || h.batches.includes(Number(filter.batch)))
    && tests.every(test => test(h)));
}

/** The first of a list, and a button for more of it. */
function limited(items, show, into, few = FEW) {
  let shown = 0;
  const more = el('button', {type: 'button', onclick: () => add(MORE)});
  const add = count => {
    more.remove();
    into.append(...items.slice(shown, shown + count).map(show));
    shown = Math.min(items.length, shown + count);
    if (shown < items.length) {
      more.textContent = (items.length - shown) + ' more';
      into.append(into.tagName === 'TBODY' ? el('tr', {}, el('td', {colspan: 9}, more)) : more);
    }
  };
  add(few);
  return into;
}

const hostButton = h => el('button', {type: 'button', class: 'host name', onclick: () => open(h)}, h.name);
const hostList = (list, few) => limited(list, hostButton, el('div', {class: 'hosts'}), few);
const foldedHosts = list => list.length <= 3
  ? hostList(list)
  : lazy(el('summary', {}, plural(list.length, 'host')), () => hostList(list, MORE));

/** Details that are made when they are opened. */
function lazy(summary, content) {
  const details = el('details', {}, summary);
  details.addEventListener('toggle', () => { if (details.open && details.children.length === 1) details.append(content()); });
  return details;
}

function diff(text) {
  const pre = el('pre', {});
  for (const line of text.split('\n')) {
    const kind = line.startsWith('+') ? 'add' : line.startsWith('-') ? 'del' : line.startsWith('@@') ? 'at' : '';
    pre.append(kind ? el('span', {class: kind}, line + '\n') : line + '\n');
  }
  return pre;
}

function outcome(result, planned) {
  const miss = planned !== undefined && planned !== '' && planned !== result.outcome
    && !(planned === 'change' && result.outcome === 'changed') && planned !== 'deferred';
  return [tag(result.outcome), result.ignored && ' (ignored)', miss && el('span', {class: 'dim'}, ' planned: ' + planned)];
}

function said(result) {
  return [result.message && el('pre', {}, result.message), result.diff && diff(result.diff)];
}

// The sections.
const sections = {
  failures: {title: 'Failures', show(list) {
    const cases = [];
    for (const h of list) {
      for (const r of h.kind.results.filter(failing))
        cases.push({h, what: r.outcome + r.column.key, label: r.outcome, task: r.task, text: r.message + '\0' + r.diff, show: () => said(r)});
      if (h.kind.message && BAD_FIRST.indexOf(h.kind.state) < 3)
        cases.push({h, what: h.kind.state, label: h.kind.state, text: h.kind.message, show: () => el('pre', {}, h.kind.message)});
    }
    const most = (a, b) => b.length - a.length;
    const groups = [...groupBy(cases, c => c.what).values()].sort(most);
    const outputs = group => [...groupBy(group, c => c.text).values()].sort(most);
    return groups.length && {count: plural(new Set(cases.map(c => c.h)).size, 'host'), body: limited(groups, group => el('div', {class: 'case'},
      el('p', {}, tag(group[0].label), ' ', group[0].task && [el('b', {}, group[0].task.name), ' ', el('span', {class: 'dim'},
        group[0].task.at ? 'at ' + group[0].task.at + ', ' : '')], el('span', {class: 'dim'}, plural(group.length, 'host'))),
      limited(outputs(group), same => el('div', {class: 'output'}, same[0].show(), foldedHosts(same.map(c => c.h))), el('div', {}), 3)), el('div', {}))};
  }},

  table: {title: 'Hosts by tasks', show(list) {
    if (!list.length) return false;
    const rows = [...groupBy(list, h => h.kind.row).values()].sort((a, b) =>
      BAD_FIRST.indexOf(a[0].kind.state) - BAD_FIRST.indexOf(b[0].kind.state) || b.length - a.length);
    const used = order.filter(c => rows.some(r => r[0].kind.cells.has(c)));
    const head = el('tr', {}, el('th', {}), used.map(c => el('th', {scope: 'col', title: [...c.names].slice(0, 5).join('\n') + '\n' + c.key},
      el('div', {}, label(c)))));
    const row = group => el('tr', {},
      el('th', {scope: 'row'}, el('div', {class: 'group'}, tag(group[0].kind.state), foldedHosts(group))),
      used.map(c => el('td', {}, cell(group[0].kind.cells.get(c), c))));
    const legend = el('div', {class: 'legend'}, Object.entries(MARKS).map(([o, mark]) =>
      el('span', {}, el('span', {class: 'cell ' + o}, mark), o)), el('span', {}, el('span', {class: 'cell unplanned ok'}, ' '), 'not as planned'));
    return {count: plural(rows.length, 'group'), body: el('div', {}, legend, el('div', {class: 'scroll'},
      el('table', {class: 'matrix'}, el('thead', {}, head), limited(rows, row, el('tbody', {}), 100))))};
  }},

  time: {title: 'Timeline', show: timeline},

  changes: {title: 'Changes', closed: true, show(list) {
    const made = new Map();
    for (const h of list) for (const r of h.kind.results) if (changing(r)) {
      if (!made.has(r)) made.set(r, []);
      made.get(r).push(h);
    }
    const groups = [...made].sort((a, b) => b[1].length - a[1].length);
    return groups.length && {count: groups.length, body: limited(groups, ([r, of]) => el('div', {class: 'case'},
      el('p', {}, tag(r.outcome), ' ', el('b', {}, r.task.name), ' ', el('span', {class: 'dim'}, r.task.action)),
      said(r), foldedHosts([...new Set(of)])), el('div', {}))};
  }},

  plan: {title: 'Not as planned', show(list) {
    const misses = [];
    for (const h of list) for (const i of h.kind.misses)
      misses.push({h, r: h.kind.results[i], planned: h.kind.planned[i]});
    const groups = [...groupBy(misses, m => m.r.task.name + '\n' + m.planned + '\n' + m.r.outcome).values()];
    return groups.length && {count: groups.length, body: limited(groups, group => el('div', {class: 'case'},
      el('p', {}, el('b', {}, group[0].r.task.name), ': planned ', tag(group[0].planned), ', came out ', tag(group[0].r.outcome)),
      foldedHosts(group.map(m => m.h))), el('div', {}))};
  }},

  facts: {title: 'Facts before and after', closed: true, show: facts},

  slow: {title: 'Slowest tasks', closed: true, show() {
    const rows = data.times.map(([median, most, host], i) => ({task: tasks[i], median, most, host: hosts[host]}))
      .filter(t => t.most >= 100).sort((a, b) => b.most - a.most);
    return rows.length && {count: '', body: el('div', {class: 'scroll'}, el('table', {}, el('thead', {}, el('tr', {},
      ['longest', 'median', 'task', 'longest on'].map(t => el('th', {}, t)))),
      limited(rows, t => el('tr', {}, el('td', {}, elapsed(t.most)), el('td', {}, elapsed(t.median)), el('td', {}, t.task.name),
        el('td', {}, hostButton(t.host))), el('tbody', {}), 15)))};
  }},
};

function cell(c, column) {
  if (!c) return el('span', {class: 'cell none'});
  const worst = WORST.find(o => c.outcomes.has(o));
  const text = label(column) + ': ' + [...c.outcomes].join(', ') + (c.count > 1 ? ' (' + c.count + ' items)' : '')
    + (c.unplanned ? ', not as planned' : '');
  return el('span', {class: 'cell ' + worst + (c.unplanned ? ' unplanned' : ''), title: text, 'aria-label': text, role: 'img'}, MARKS[worst]);
}

/** Time in which nothing went on, such as a night between two windows, takes a small part of the axis. */
function scale(spans, end) {
  const busy = [];
  for (const [from, to] of spans.sort((a, b) => a[0] - b[0])) {
    const last = busy[busy.length - 1];
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else busy.push([from, to]);
  }
  const total = busy.reduce((sum, [from, to]) => sum + to - from, 0) || end || 1;
  const pieces = [];
  let at = 0;
  for (const [from, to] of [...busy, [end, end]]) {
    if (from > at) pieces.push({from: at, to: from, idle: from - at > total / 4, width: Math.min(from - at, total / 20)});
    if (pieces.length && !pieces[pieces.length - 1].idle && pieces[pieces.length - 1].to === from && from > at)
      pieces[pieces.length - 1].width = from - at;
    if (to > from) pieces.push({from, to, idle: false, width: to - from});
    at = Math.max(at, to);
  }
  const whole = pieces.reduce((sum, p) => sum + p.width, 0) || 1;
  let x = 0;
  for (const p of pieces) { p.x = x / whole; x += p.width; p.part = p.width / whole; }
  const place = t => {
    const p = pieces.find(q => t <= q.to) || pieces[pieces.length - 1];
    return p ? p.x + p.part * Math.min(1, Math.max(0, (t - p.from) / (p.to - p.from || 1))) : 0;
  };
  return {place, idle: pieces.filter(p => p.idle)};
}

function placed(e, from, to) {
  e.style.left = from * 100 + '%';
  e.style.width = Math.max(0, to - from) * 100 + '%';
  return e;
}

function timeline(list) {
  const end = data.run.last - data.run.began;
  const ran = list.filter(h => h.began !== false);
  if (!ran.length && !data.stages.length) return false;
  const until = s => s.ended === false || s.ended === undefined ? end : s.ended;
  const spans = [...ran.map(h => [h.began, until(h)]),
    ...data.stages.filter(s => s.kind === 'gate' || s.kind === 'batch').map(s => [s.began, until(s)])];
  const {place, idle} = scale(spans.length ? spans : [[0, end]], end);
  const track = (...inside) => el('div', {class: 'track'}, inside,
    idle.map(p => placed(el('div', {class: 'idle', title: 'nothing for ' + elapsed(p.to - p.from)}), p.x, p.x + p.part)));
  const row = (what, ...inside) => [el('div', {class: 'what'}, what), track(inside)];
  const rows = [];
  data.stages.forEach((s, i) => {
    if (s.kind === 'pause') s.ended = (data.stages.slice(i).find(other => other.kind === 'resume') || {began: false}).began;
    if (s.kind === 'resume') s.ended = s.began;
    const bar = placed(el('div', {class: 'span ' + (s.kind === 'gate' ? style(s.outcome || 'unfinished') : s.kind), title: '+' + elapsed(s.began)}),
      place(s.began), place(until(s)));
    if (s.kind === 'batch') {
      const own = ran.filter(h => h.batches.includes(batches.indexOf(s)) && h.began <= until(s) && until(h) >= s.began);
      rows.push(row(['batch ' + s.number + ' of ' + s.of, el('span', {class: 'dim'}, ' ' + plural(s.hosts.length, 'host')
        + (s.why ? ', ' + s.why : '') + ', ' + elapsed(until(s) - s.began))], bar, marks(own, place, h => [Math.max(h.began, s.began), Math.min(until(h), until(s))])));
    } else if (s.kind === 'gate') rows.push(row(['gate ', el('b', {}, s.name), ' ', tag(s.outcome || 'unfinished'),
      s.message && el('span', {class: 'dim'}, ' ' + s.message), s.tasks.map(t => el('div', {class: 'dim'}, t))], bar));
    else rows.push(row(s.kind === 'pause' ? 'paused: ' + s.reason : 'resumed by ' + s.by + (s.torn && '; journal: ' + s.torn), bar));
  });
  const others = ran.filter(h => !h.batches.length);
  if (others.length) rows.push(row([batches.length ? 'in no batch' : 'all', el('span', {class: 'dim'}, ' ' + plural(others.length, 'host'))],
    marks(others, place, h => [h.began, until(h)])));
  return {count: elapsed(end), body: el('div', {class: 'time'}, el('div', {}), axis(end, place, idle), rows)};
}

function axis(end, place, idle) {
  const steps = [1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21600, 86400].map(s => s * 1000);
  const step = steps.find(s => end / s <= 8) || end / 4 || 1;
  const e = el('div', {class: 'track axis'});
  let last = -1;
  for (let t = 0; t <= end && e.children.length < 400; t += step) {
    const x = place(t);
    if (x - last < 0.09 || idle.some(p => t > p.from && t < p.to)) continue;
    const mark = el('span', {class: x < 0.03 ? 'first' : x > 0.95 ? 'last' : ''}, '+' + elapsed(t));
    mark.style.left = x * 100 + '%';
    e.append(mark);
    last = x;
  }
  return e;
}

/** A line a host, in one path for each state. */
function marks(list, place, span) {
  const ns = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(ns, 'svg');
  svg.setAttribute('viewBox', '0 0 1000 100');
  svg.setAttribute('preserveAspectRatio', 'none');
  const sorted = [...list].sort((a, b) => a.began - b.began);
  const lines = new Map();
  sorted.forEach((h, i) => {
    const y = ((i + 0.5) * 100 / sorted.length).toFixed(2);
    const [began, ended] = span(h);
    const from = place(began) * 1000;
    const line = 'M' + from.toFixed(1) + ' ' + y + 'H' + Math.max(from + 1.5, place(ended) * 1000).toFixed(1);
    lines.set(h.kind.state, (lines.get(h.kind.state) || '') + line);
  });
  for (const state of [...BAD_FIRST].reverse()) {
    if (!lines.has(state)) continue;
    const path = document.createElementNS(ns, 'path');
    path.setAttribute('d', lines.get(state));
    path.setAttribute('class', style(state));
    path.setAttribute('stroke-width', Math.max(0.7, Math.min(6, 18 / sorted.length)));
    svg.append(path);
  }
  return svg;
}

const factOf = (f, h, when) => data.facts.values[f][(when === 'after' && data.facts.after[f] || data.facts.before[f])[h.id]];

function facts(list, all = false) {
  const known = list.filter(h => data.facts.known[h.id]);
  if (!known.length || !data.facts.names.length) return false;
  const rows = [];
  data.facts.names.forEach((name, f) => {
    if (!all && !data.facts.after[f]) return;
    const groups = [...groupBy(known, h => data.facts.before[f][h.id] + '>' + (data.facts.after[f] || data.facts.before[f])[h.id]).values()];
    const changed = g => factOf(f, g[0], 'before') !== factOf(f, g[0], 'after');
    if (!all && !groups.some(changed)) return;
    groups.sort((a, b) => changed(b) - changed(a) || b.length - a.length)
      .forEach((g, i) => rows.push({name: i ? '' : name, before: factOf(f, g[0], 'before'), after: changed(g) ? factOf(f, g[0], 'after') : null, g}));
  });
  const value = v => v === null ? el('span', {class: 'dim'}, 'the same') : v === '' ? el('span', {class: 'dim'}, 'none') : v;
  const body = el('div', {});
  const draw = () => body.replaceChildren(
    el('p', {class: 'dim'}, all ? 'All facts but free space. ' : rows.length ? 'Facts that are others now. ' : 'No fact is another one now, or facts were gathered once. ',
      !all && el('button', {type: 'button', onclick: () => body.replaceWith(facts(list, true).body)}, 'all facts')),
    el('div', {class: 'scroll'}, el('table', {}, el('thead', {}, el('tr', {}, ['fact', 'before', 'after', 'hosts'].map(t => el('th', {}, t)))),
      limited(rows, r => el('tr', {}, el('td', {class: 'name'}, r.name), el('td', {class: 'value'}, value(r.before)),
        el('td', {class: 'value'}, value(r.after)), el('td', {}, foldedHosts(r.g))), el('tbody', {}), 100))));
  draw();
  return {count: all ? '' : rows.length || '', body};
}

// One host.
const dialog = el('dialog', {onclose: () => { if (location.hash.startsWith('#host=')) history.replaceState(null, '', location.pathname + location.search); }});
function open(h) {
  const k = h.kind;
  const own = data.facts.known[h.id] ? data.facts.names.map((name, f) => ({name, before: factOf(f, h, 'before'), after: factOf(f, h, 'after')})) : [];
  own.sort((a, b) => (a.before === a.after) - (b.before === b.after));
  dialog.replaceChildren(
    el('header', {}, el('h1', {class: 'name'}, h.name), tag(k.state), el('button', {type: 'button', autofocus: true, onclick: () => dialog.close()}, 'Close')),
    el('div', {class: 'inside'},
      el('p', {class: 'dim'}, [h.groups.join(', '), h.batches.length > 0 && 'batch ' + h.batches.map(b => batches[b].number).join(', '),
        h.began !== false && 'began ' + moment(data.run.began + h.began), h.ended !== false && 'took ' + elapsed(h.ended - h.began),
        k.current && 'at ' + k.current].filter(x => x).join(' \u00b7 ')),
      k.message && el('pre', {}, k.message),
      k.notes.map(n => el('p', {class: 'warning'}, n)),
      limited(k.results.map((r, i) => [r, k.planned[i]]), ([r, planned]) => el('div', {class: 'case'},
        el('p', {}, outcome(r, planned), ' ', el('b', {}, r.task.name), ' ', el('span', {class: 'dim'}, r.task.action + (r.task.at ? ' at ' + r.task.at : ''))),
        said(r)), el('div', {}), 100),
      !k.results.length && el('p', {class: 'dim'}, 'No task has come to its end here.'),
      own.length > 0 && lazy(el('summary', {}, 'Facts'), () => el('div', {class: 'scroll'}, el('table', {}, el('thead', {}, el('tr', {},
        ['fact', 'before', 'after'].map(t => el('th', {}, t)))), el('tbody', {}, own.map(f => el('tr', {}, el('td', {class: 'name'}, f.name),
          el('td', {class: 'value'}, f.before), el('td', {class: 'value'}, f.before === f.after ? '' : f.after)))))))));
  if (!dialog.open) dialog.showModal();
  dialog.scrollTop = 0;
  history.replaceState(null, '', '#host=' + encodeURIComponent(h.name));
}
function openNamed() {
  if (!location.hash.startsWith('#host=')) return;
  let name = '';
  try { name = decodeURIComponent(location.hash.slice(6)); } catch { return; }
  const host = hosts.find(h => h.name === name);
  if (host) open(host);
}

// The page.
const run = data.run;
const states = new Map(data.states.map(s => [s, hosts.filter(h => h.kind.state === s).length]));
const numbers = el('div', {class: 'numbers', role: 'group', 'aria-label': 'Hosts by state'}, [...states].filter(([, n]) => n > 0).map(([s, n]) =>
  el('button', {type: 'button', class: 'number ' + style(s), 'aria-pressed': 'false', onclick(e) {
    const on = filter.states.has(s);
    if (on) filter.states.delete(s); else filter.states.add(s);
    e.currentTarget.setAttribute('aria-pressed', String(!on));
    draw();
  }}, el('b', {}, n), el('span', {}, s))));
const bar = el('div', {class: 'bar', 'aria-hidden': 'true'}, [...states].filter(([, n]) => n > 0).map(([s, n]) => {
  const part = el('i', {class: style(s)});
  part.style.flexGrow = n;
  return part;
}));
const count = el('span', {class: 'dim', role: 'status', id: 'count'});
let waiting = 0;
const tools = el('div', {class: 'tools'},
  el('input', {type: 'search', id: 'search', placeholder: 'Search hosts, groups, tasks, output', 'aria-label': 'Search', oninput(e) {
    clearTimeout(waiting);
    filter.text = e.target.value;
    waiting = setTimeout(draw, 120);
  }}),
  data.groups.length > 0 && el('select', {id: 'group', 'aria-label': 'Group', onchange(e) { filter.group = e.target.value; draw(); }},
    el('option', {value: ''}, 'all groups'), data.groups.map(g => el('option', {value: g}, g))),
  batches.length > 1 && el('select', {id: 'batch', 'aria-label': 'Batch', onchange(e) { filter.batch = e.target.value; draw(); }},
    el('option', {value: ''}, 'all batches'), batches.map((b, i) => el('option', {value: i}, 'batch ' + b.number + (b.why ? ': ' + b.why : '')))),
  count);
const status = {finished: 'finished in ' + elapsed(run.last - run.began) + ' with exit status ' + run.exit,
  paused: 'paused after ' + elapsed(run.last - run.began),
  running: 'running for ' + elapsed(run.last - run.began) + ' when this page was made',
  unfinished: 'not finished; its newest event is from ' + moment(run.last)}[run.status];
const frames = Object.entries(sections).map(([id, section]) => {
  const title = el('h2', {}, section.title);
  const number = el('span', {class: 'dim'});
  const body = el('div', {class: 'body'});
  const frame = el('section', {id}, el('details', {open: !section.closed, ontoggle: () => fill()}, el('summary', {}, title, ' ', number), body));
  let list = [];
  let stale = true;
  const fill = () => {
    if (!stale || !frame.firstChild.open) return;
    stale = false;
    const shown = section.show(list);
    frame.hidden = !shown;
    if (!shown) return;
    number.textContent = shown.count === '' ? '' : '(' + shown.count + ')';
    body.replaceChildren(shown.body);
  };
  return {frame, draw: hosts => { list = hosts; stale = true; fill(); }};
});
function draw() {
  const list = selected();
  count.textContent = list.length === hosts.length ? plural(hosts.length, 'host') : list.length + ' of ' + plural(hosts.length, 'host');
  frames.forEach(f => f.draw(list));
}
document.body.append(el('main', {},
  el('header', {}, el('h1', {}, run.command + ' ' + run.playbooks.join(' ')),
    el('p', {}, 'Run ', el('code', {}, run.name), ', ', status),
    el('p', {class: 'dim'}, 'began ' + moment(run.began) + ' by ' + run.controller + ', Drydock ' + run.drydock
      + (run.epochs > 1 ? ', went on ' + plural(run.epochs - 1, 'time') : '')
      + (run.planned ? ' \u00b7 as planned: ' + run.accurate + ' of ' + plural(run.planned, 'task') : '')),
    run.torn && el('p', {class: 'warning'}, 'Journal: ' + run.torn),
    numbers, bar),
  tools, frames.map(f => f.frame)), dialog);
draw();
addEventListener('hashchange', openNamed);
openNamed();
})();
