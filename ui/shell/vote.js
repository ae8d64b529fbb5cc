/*
 * The voter's page, in the script of 2015, without library, storage or trace. A slip opens the ballot papers; what is
 * chosen lives in one variable, is sent once, and is forgotten.
 */
(function () {
  'use strict';

  // zh-Hans, zh-Hant, en: those of src/i18n/texts.json that begin with vote_page, put here by the build
  var TEXTS = __TEXTS__;
  var LANGS = ['zh-Hans', 'zh-Hant', 'en'];
  var NAMES = ['简体', '繁體', 'English'];
  var READY = 8; /* seconds until the page is ready for the next voter */
  var IDLE = 300; /* seconds after which a ballot left alone is cleared */

  /* ---- what is right and what is not: no page, no network ---------------------------- */

  function tidy(code) { return String(code || '').toUpperCase().replace(/[^0-9A-Z]/g, ''); }
  function names(answer) {
    var out = [];
    for (var i = 0; i < answer.written.length; i++) {
      var name = answer.written[i].replace(/[\s\u3000]+/g, ' ').replace(/^ | $/g, '').replace(/([\u2e80-\u9fff]) (?=[\u2e80-\u9fff])/g, '$1');
      if (name && out.indexOf(name) < 0) out.push(name);
    }
    return out;
  }
  function marked(answer, mark) { return answer.marks.filter(function (m) { return m === mark; }).length; }
  function chosen(answer) { return marked(answer, 'Y') + names(answer).length; }
  function mayWrite(question, answer) {
    if (question.write_in === 'never') return 0;
    return question.write_in === 'oppose' ? Math.min(question.write_ins, marked(answer, 'N')) : question.write_ins;
  }
  /* The first thing wrong with an answer: [text, values]; null when it is right. */
  function problem(question, answer) {
    var written = names(answer);
    if (answer.written.some(function (w) { return w && /^[\s\u3000]*$/.test(w); })) return ['write_blank', { title: question.title }];
    for (var i = 0; i < question.candidates.length; i++) {
      if (written.indexOf(question.candidates[i].name) >= 0) return ['write_same', { name: question.candidates[i].name }];
    }
    if (chosen(answer) > question.seats) return ['over', { title: question.title, k: chosen(answer), n: question.seats }];
    if (written.length > mayWrite(question, answer)) return ['write_many', { title: question.title, k: written.length, n: mayWrite(question, answer) }];
    return null;
  }
  function blank(question) {
    return { marks: question.candidates.map(function () { return ''; }), written: [] };
  }
  function toSend(answer) {
    var written = names(answer);
    var out = { marks: answer.marks.map(function (m) { return m || 'A'; }).join('') };
    if (written.length) out.write_in = written;
    return out;
  }
  /* Which code of an error means that a ballot sent before is in. */
  function isIn(code, unsure) { return code === 'vote.used' && unsure; }

  if (typeof module === 'object' && module.exports) {
    module.exports = { TEXTS: TEXTS, tidy: tidy, names: names, chosen: chosen, mayWrite: mayWrite, problem: problem, blank: blank, toSend: toSend, isIn: isIn };
    return;
  }

  /* ---- the page ---------------------------------------------------------------------- */

  var box = document.getElementById('vote');
  var asked = /[?&]lang=([\w-]+)/.exec(location.search);
  var first = LANGS.indexOf(asked ? asked[1] : '');
  if (first < 0) first = 0;
  var lang = first;
  var state; /* {view, slip, paper, answers[poll][question], at, wrong, unsure} */
  var timer = 0, idle = 0;

  function t(key, values) {
    var text = (TEXTS[key] || [key, key, key])[lang];
    return text.replace(/\{(\w+)\}/g, function (whole, name) { return values && name in values ? values[name] : whole; });
  }
  function el(tag, attributes, children) {
    var node = document.createElement(tag);
    for (var key in attributes || {}) {
      if (key.slice(0, 2) === 'on') node.addEventListener(key.slice(2), attributes[key]);
      else if (key === 'disabled' || key === 'checked') node[key] = attributes[key];
      else if (attributes[key] !== null) node.setAttribute(key, attributes[key]);
    }
    [].concat(children === undefined ? [] : children).forEach(function (c) {
      if (c) node.appendChild(typeof c === 'object' ? c : document.createTextNode(c));
    });
    return node;
  }
  function post(path, body, done) {
    var request = new XMLHttpRequest();
    var over = false;
    function end(status, value) { if (!over) { over = true; done(status, value); } }
    request.open('POST', '/api/' + path);
    request.setRequestHeader('Content-Type', 'application/json');
    request.setRequestHeader('X-Huanjie', '1');
    request.setRequestHeader('Accept-Language', LANGS[lang]);
    request.timeout = 20000;
    request.onload = function () {
      var value = null;
      try { value = JSON.parse(request.responseText); } catch (e) { value = null; }
      end(value ? request.status : 0, value);
    };
    request.onerror = request.ontimeout = request.onabort = function () { end(0, null); };
    request.send(JSON.stringify(body));
  }
  /* Nothing of the voter stays: neither in memory nor on the page. */
  function reset() {
    clearTimeout(timer);
    state = { view: 'slip', slip: '', paper: null, answers: [], at: 0, wrong: '', unsure: false, used: false };
    lang = first;
    draw();
  }
  function refusal(value) {
    var error = value && value.error;
    if (!error) return t('offline');
    return TEXTS[error.code] ? t(error.code) : error.message;
  }
  function focusOn(node) { if (node) setTimeout(function () { node.focus(); }, 30); }

  function openSlip() {
    var code = tidy(state.slip);
    if (code.length < 6) { state.wrong = t('fill'); return draw(); }
    state.view = 'wait';
    draw();
    post('vote/paper', { slip: code }, function (status, value) {
      if (status === 200) {
        state = { view: 'sheet', slip: code, paper: value, at: 0, wrong: '', unsure: false, used: false, answers: value.polls.map(function (p) { return p.questions.map(blank); }) };
      } else {
        state.view = 'slip';
        state.wrong = status ? refusal(value) : t('offline');
        if (status) state.slip = '';
      }
      draw();
    });
  }
  function send() {
    state.view = 'sending';
    draw();
    var ballots = state.paper.polls.map(function (p, i) { return { poll: p.id, answers: state.answers[i].map(toSend) }; });
    post('vote/cast', { slip: state.slip, ballots: ballots }, function (status, value) {
      if (status === 200 && value['in']) return finished(false);
      if (status && isIn(value.error && value.error.code, state.unsure)) return finished(true);
      state.view = 'confirm';
      if (!status || status >= 500) state.unsure = true;
      state.wrong = !status || status >= 500 ? t('unsure') : refusal(value);
      draw();
    });
  }
  function finished(used) {
    state = { view: 'done', used: used, left: READY, wrong: '' };
    draw();
    (function tick() {
      timer = setTimeout(function () {
        state.left -= 1;
        if (state.left <= 0) return reset();
        var note = document.getElementById('left');
        if (note) note.textContent = t('done_text', { n: state.left });
        tick();
      }, 1000);
    })();
  }

  function top_() {
    return el('div', { 'class': 'top' }, [el('b', {}, state.paper ? state.paper.congress : t('title'))].concat(LANGS.map(function (code, i) {
      return el('button', { type: 'button', lang: code, 'aria-pressed': String(i === lang), onclick: function () { lang = i; state.wrong = ''; draw(); } }, NAMES[i]);
    })));
  }
  function wrong() { return state.wrong ? el('p', { 'class': 'bad', role: 'alert' }, state.wrong) : null; }
  function foot(back, go, label) {
    return el('div', { 'class': 'foot' }, [wrong(), el('div', {}, [
      back ? el('button', { type: 'button', 'class': 'back', onclick: back }, t('back')) : null,
      el('button', { type: 'button', 'class': 'go', onclick: go }, label)
    ])]);
  }
  function slipView() {
    var input = el('input', { 'class': 'slip', type: 'text', autocomplete: 'off', autocapitalize: 'characters', autocorrect: 'off', spellcheck: 'false', maxlength: '40', 'aria-label': t('slip'), oninput: function () { state.slip = input.value; } });
    input.value = state.slip;
    focusOn(input);
    return el('form', { 'class': 'page', autocomplete: 'off', onsubmit: function (e) { e.preventDefault(); state.slip = input.value; openSlip(); } }, [
      el('h1', {}, t('slip')), el('p', {}, t('slip_text')), wrong(), input, el('button', { type: 'submit', 'class': 'go' }, t('open')), el('p', { 'class': 'note' }, ''), el('p', { 'class': 'note' }, t('secret'))
    ]);
  }
  function choose(poll, q, question, i, mark) {
    var answer = state.answers[poll][q];
    var before = answer.marks[i];
    answer.marks[i] = mark;
    state.wrong = '';
    if (mark === 'Y' && chosen(answer) > question.seats) {
      answer.marks[i] = before;
      state.wrong = t('full', { n: question.seats, name: question.candidates[i].name });
    }
    redraw();
  }
  function personRow(poll, q, question, i) {
    var person = question.candidates[i];
    var answer = state.answers[poll][q];
    return el('fieldset', { 'class': 'who' }, [
      el('legend', {}, [person.name, person.unit ? el('small', {}, person.unit) : null]),
      el('div', { 'class': 'marks' }, ['Y', 'N', 'A'].map(function (mark) {
        return el('label', { 'class': mark }, [
          el('input', { type: 'radio', name: 'p' + poll + 'q' + q + 'c' + i, autocomplete: 'off', checked: answer.marks[i] === mark, id: 'm' + poll + '_' + q + '_' + i + mark, onchange: function () { choose(poll, q, question, i, mark); } }),
          el('span', {}, t(mark))
        ]);
      }))
    ]);
  }
  function restRow(poll, q, question) {
    var answer = state.answers[poll][q];
    var open = marked(answer, '');
    if (!open || question.candidates.length < 4) return null;
    function all(mark) {
      if (mark === 'Y' && chosen(answer) + open > question.seats) { state.wrong = t('rest_over', { n: open, k: question.seats - chosen(answer) }); return redraw(); }
      answer.marks = answer.marks.map(function (m) { return m || mark; });
      state.wrong = '';
      redraw();
    }
    return el('div', { 'class': 'rest' }, [t('rest', { n: open })].concat(['Y', 'N', 'A'].map(function (mark) {
      return el('button', { type: 'button', onclick: function () { all(mark); } }, t(mark));
    })));
  }
  function writeRows(poll, q, question) {
    var answer = state.answers[poll][q];
    var lines = Math.min(mayWrite(question, answer), answer.written.length + 1);
    if (question.write_in === 'never' || !question.write_ins) return [];
    var out = [el('h2', {}, t('write')), el('p', { 'class': 'note' }, t(question.write_in === 'oppose' ? 'write_oppose' : 'write_nothing') + t('write_own'))];
    for (var i = 0; i < Math.max(lines, answer.written.length); i++) out.push(writeRow(answer, i));
    return out;
  }
  function writeRow(answer, i) {
    var input = el('input', { 'class': 'write', type: 'text', maxlength: '40', autocomplete: 'off', spellcheck: 'false', 'aria-label': t('write') + ' ' + (i + 1), placeholder: t('name'), id: 'w' + i });
    input.value = answer.written[i] || '';
    input.addEventListener('change', function () {
      answer.written[i] = input.value;
      answer.written = answer.written.filter(function (n) { return n && n.replace(/[\s\u3000]/g, ''); });
      state.wrong = '';
      redraw();
    });
    return input;
  }
  function questionView(poll, q, question) {
    var answer = state.answers[poll][q];
    var k = chosen(answer);
    return el('section', {}, [
      el('h2', {}, question.title),
      el('p', { 'class': 'count' + (k > question.seats ? ' over' : ''), 'aria-live': 'polite' }, [t('seats', { n: question.seats }) + ' · ', el('b', {}, t('chosen', { k: k, n: question.seats }))])
    ].concat(question.candidates.map(function (_, i) { return personRow(poll, q, question, i); }), [restRow(poll, q, question)], writeRows(poll, q, question)));
  }
  function goOn() {
    var poll = state.paper.polls[state.at];
    for (var q = 0; q < poll.questions.length; q++) {
      var bad = problem(poll.questions[q], state.answers[state.at][q]);
      if (bad) { state.wrong = t(bad[0], bad[1]); return draw(); }
    }
    state.wrong = '';
    if (state.at + 1 < state.paper.polls.length) state.at += 1;
    else state.view = 'confirm';
    draw();
  }
  function sheetHead(poll) { return el('div', { 'class': 'sheet ' + poll.colour }, [el('h1', {}, poll.title), t('sheet', { i: state.paper.polls.indexOf(poll) + 1, n: state.paper.polls.length })]); }
  function sheetView() {
    var poll = state.paper.polls[state.at];
    var back = state.at > 0 ? function () { state.at -= 1; state.wrong = ''; draw(); } : null;
    return el('div', {}, [
      el('div', { 'class': 'page' }, [sheetHead(poll)].concat(poll.questions.map(function (question, q) { return questionView(state.at, q, question); }))),
      foot(back, goOn, t(state.at + 1 < state.paper.polls.length ? 'next' : 'check'))
    ]);
  }
  function confirmQuestion(question, answer) {
    var open = marked(answer, '');
    return [el('h2', {}, question.title), el('p', {}, t('chosen', { k: chosen(answer), n: question.seats })), open ? el('p', { 'class': 'bad' }, t('unmarked', { n: open })) : null,
      el('ul', { 'class': 'list' }, question.candidates.map(function (c, i) {
        var mark = answer.marks[i] || 'A';
        return el('li', { 'class': mark }, [el('span', {}, c.name), el('b', {}, t(mark))]);
      }).concat(names(answer).map(function (n) { return el('li', { 'class': 'Y' }, [el('span', {}, n), el('b', {}, t('write'))]); })))];
  }
  function confirmView() {
    var parts = [el('h1', {}, t('confirm'))];
    state.paper.polls.forEach(function (poll, i) {
      parts.push(sheetHead(poll));
      poll.questions.forEach(function (question, q) { parts = parts.concat(confirmQuestion(question, state.answers[i][q])); });
    });
    return el('div', {}, [el('div', { 'class': 'page' }, parts), foot(function () { state.view = 'sheet'; state.wrong = ''; draw(); }, send, t(state.unsure ? 'again' : 'cast'))]);
  }
  function doneView() {
    return el('div', { 'class': 'page done', role: 'status' }, [
      el('div', { 'class': 'tick', 'aria-hidden': 'true' }, '✓'), el('h1', {}, t('done')), state.used ? el('p', {}, t('done_used')) : null,
      el('p', { id: 'left' }, t('done_text', { n: state.left })), el('button', { type: 'button', 'class': 'go', onclick: reset }, t('next_slip'))
    ]);
  }
  function waitView(key) { return el('p', { 'class': 'wait', role: 'status' }, t(key)); }

  var VIEWS = {
    slip: slipView, sheet: sheetView, confirm: confirmView, done: doneView,
    wait: function () { return waitView('wait'); }, sending: function () { return waitView('sending'); }
  };
  function show() {
    document.documentElement.lang = LANGS[lang];
    document.title = t('title');
    while (box.firstChild) box.removeChild(box.firstChild);
    box.appendChild(top_());
    box.appendChild(VIEWS[state.view]());
  }
  function draw() { show(); window.scrollTo(0, 0); }
  /* The same view with new numbers: place and focus stay. */
  function redraw() {
    var on = document.activeElement && document.activeElement.id;
    var at = window.pageYOffset;
    show();
    var same = on && document.getElementById(on);
    window.scrollTo(0, at);
    if (same) same.focus();
  }
  function touched() {
    clearTimeout(idle);
    idle = setTimeout(function () { if (state.view !== 'slip' && state.view !== 'sending') reset(); }, IDLE * 1000);
  }
  document.addEventListener('mousedown', function () { document.documentElement.className = 'mouse'; });
  document.addEventListener('keydown', function () { document.documentElement.className = ''; });
  ['mousedown', 'keydown', 'touchstart'].forEach(function (kind) { document.addEventListener(kind, touched); });
  window.addEventListener('pageshow', function (e) { if (e.persisted) reset(); });
  window.addEventListener('hashchange', begin);

  function begin() {
    var code = tidy(decodeURIComponent(location.hash.slice(1)));
    reset();
    if (!code) return;
    try { history.replaceState(null, '', location.pathname + location.search); } catch (e) { location.hash = ''; }
    state.slip = code;
    openSlip();
  }
  touched();
  begin();
})();
