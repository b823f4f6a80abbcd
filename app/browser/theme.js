// Before the first paint: the theme and the language chosen on this device, and the fact that
// scripts run at all. A classic script, because a module would run after the paint. Values are
// written as JSON strings by the workspace.

(() => {
  document.documentElement.dataset.scripted = '';
  const chosen = (key) => {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  };
  const theme = chosen('opora.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  const locale = chosen('opora.lang');
  if (locale === 'en') document.documentElement.lang = 'en';
})();
