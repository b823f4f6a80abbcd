// Starts the workspace and registers its service worker. It does not draw anything: the shell
// stands in the page already and goes when the workspace has mounted. Offering a new version is
// the workspace's own business; this only looks for one.

import init from '{{opora_browser.js}}';

try {
  await init({ module_or_path: '{{opora_browser_bg.wasm}}' });
  document.getElementById('shell')?.remove();
} catch (error) {
  console.error(error);
  document.getElementById('shell-opening')?.remove();
  document.getElementById('shell-failure')?.removeAttribute('hidden');
}

if ('serviceWorker' in navigator) {
  keepOpenable(navigator.serviceWorker).catch((error) => {
    // The workspace works without it, but does not open without a connection.
    console.error(error);
  });
}

async function keepOpenable(workers) {
  const registration = await workers.register('/service-worker.js', { scope: '/app', updateViaCache: 'none' });
  // A tab may stay open for weeks: look for a new version whenever someone comes back to it.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') registration.update().catch(() => {});
  });
}
