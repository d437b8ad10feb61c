const WISHES = ['(forced-colors: active)', '(prefers-contrast: more)', '(prefers-color-scheme: light)'];
/** The number's face is loaded only where it is used, and a canvas does not count as a use. */
const FIGURES = '600 13px "JetBrains Mono Variable"';

/** Call whenever a picture would now be painted in other colours, in another type or more finely, until the answer is called. */
export function onOtherLook(call: () => void): () => void {
  const until = new AbortController();
  const { signal } = until;
  for (const wish of WISHES) matchMedia(wish).addEventListener('change', call, { signal });
  const followRatio = () => {
    matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener('change', onRatio, { signal, once: true });
  };
  const onRatio = () => {
    call();
    followRatio();
  };
  followRatio();
  const theme = new MutationObserver(call);
  theme.observe(document.documentElement, { attributeFilter: ['data-theme', 'data-effects'] });
  void document.fonts.load(FIGURES);
  void document.fonts.ready.then(() => {
    if (!signal.aborted) call();
  });
  return () => {
    until.abort();
    theme.disconnect();
  };
}
