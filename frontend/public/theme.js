// Sets the theme before the first paint. src/lib/theme.ts changes it later and
// keeps the same words under the same key.
(function () {
  var wish = null;
  try {
    wish = localStorage.getItem('taskstream.theme');
  } catch (_) {
    // No storage in this browser's mode: the system's wish decides.
  }
  var light = wish === 'light' || (wish !== 'dark' && matchMedia('(prefers-color-scheme: light)').matches);
  document.documentElement.dataset.theme = light ? 'light' : 'dark';
})();
