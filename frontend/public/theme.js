// Sets theme and effects before the first paint. src/lib/theme.ts changes them later and
// keeps the same words under the same keys.
(function () {
  var wish = null;
  var effects = null;
  try {
    wish = localStorage.getItem('taskstream.theme');
    effects = localStorage.getItem('taskstream.effects');
  } catch (_) {
    // No storage in this browser's mode: the system's wish decides.
  }
  var light = wish === 'light' || (wish !== 'dark' && matchMedia('(prefers-color-scheme: light)').matches);
  document.documentElement.dataset.theme = light ? 'light' : 'dark';
  document.documentElement.dataset.effects = effects === 'calm' || effects === 'solid' ? effects : 'full';
})();
