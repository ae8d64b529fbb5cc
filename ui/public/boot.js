/* Runs before everything, in any browser: sets the theme, and tells plainly when the application cannot start. */
(function () {
  var root = document.documentElement;
  var theme = null;
  try { theme = localStorage.getItem('huanjie.theme'); } catch (e) { theme = null; }
  var dark = theme === 'dark' || (theme !== 'light' && window.matchMedia && matchMedia('(prefers-color-scheme: dark)').matches);
  if (dark) root.className += ' dark';

  // No gap between flex items before Chromium 84: theme.css then spaces them with margins.
  document.addEventListener('DOMContentLoaded', function () {
    var box = document.createElement('div');
    box.style.cssText = 'display:flex;flex-direction:column;row-gap:1px;position:absolute;visibility:hidden';
    box.appendChild(document.createElement('div'));
    box.appendChild(document.createElement('div'));
    document.body.appendChild(box);
    if (box.offsetHeight === 0) root.className += ' no-gap';
    document.body.removeChild(box);
  });

  function fail() {
    var boot = document.getElementById('boot');
    if (!boot || root.getAttribute('data-ready')) return;
    boot.querySelector('.boot-wait').hidden = true;
    boot.querySelector('.boot-fail').hidden = false;
  }
  window.addEventListener('error', function (e) {
    if (e.target && e.target.tagName === 'SCRIPT') fail();
  }, true);
  window.addEventListener('load', function () {
    setTimeout(fail, 'noModule' in document.createElement('script') ? 15000 : 0);
  });
})();
