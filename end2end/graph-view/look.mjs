// Looks at the picture's module on pages of generated networks: `cargo xtask graph-view` makes the
// pages, `node look.mjs FOLDER [PICTURES]` opens them in Chromium, tries what a person would do,
// measures, and leaves screenshots. Without the server: what the server sends is made by its views.

import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import { chromium } from 'playwright-core';
import { host } from './host.mjs';

const [folder, pictures = 'pictures'] = process.argv.slice(2);
const WIDE = { width: 1440, height: 1000 };
const PHONE = { width: 360, height: 740 };

const { address, stop } = await host(folder);
await mkdir(pictures, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
});

/** A page on which the module has opened; what it complains of ends the run. */
async function opened(name, options = {}) {
  const context = await browser.newContext({ viewport: WIDE, reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  page.complaints = [];
  page.on('pageerror', (error) => page.complaints.push(String(error)));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) page.complaints.push(message.text());
  });
  await page.goto(`${address}/${name}.html`);
  await page.locator('.plate__picture[tabindex="0"]').waitFor({ timeout: 60_000 });
  await settled(page);
  return page;
}

const settled = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
const press = async (page, ...keys) => {
  for (const key of keys) await page.keyboard.press(key);
  await settled(page);
};
const said = (page) => page.locator('.graph-said').textContent();
const shot = async (page, name) => page.locator('figure.plate').screenshot({ path: `${pictures}/${name}.png` });
const done = async (page, ...expected) => {
  const complaints = page.complaints.filter((text) => !expected.some((word) => text.includes(word)));
  assert.deepEqual(complaints, []);
  await page.context().close();
};
const ms = (times) => `${times.toSorted((a, b) => a - b)[times.length >> 1].toFixed(2)} ms`;

/** Main-thread time of handling an event with its frame's work, by the module itself. */
function timed(page, kind, places) {
  return page.evaluate(
    async ([kind, places]) => {
      const ground = document.querySelector('.plate__picture');
      const box = ground.getBoundingClientRect();
      const times = { event: [], frame: [] };
      const ask = window.requestAnimationFrame.bind(window);
      window.requestAnimationFrame = (callback) =>
        ask((now) => {
          const start = performance.now();
          callback(now);
          times.frame.push(performance.now() - start);
        });
      for (const [x, y] of places) {
        const at = { clientX: box.left + x * box.width, clientY: box.top + y * box.height, bubbles: true, cancelable: true };
        const event =
          kind === 'wheel'
            ? new WheelEvent('wheel', { ...at, ctrlKey: true, deltaY: -12 })
            : new PointerEvent('pointermove', { ...at, pointerId: 1, pointerType: 'mouse' });
        const start = performance.now();
        ground.dispatchEvent(event);
        times.event.push(performance.now() - start);
        await new Promise((then) => ask(() => ask(then)));
      }
      window.requestAnimationFrame = ask;
      return times;
    },
    [kind, places],
  );
}

const spread = Array.from({ length: 40 }, (_, at) => [((at * 37) % 40) / 40, ((at * 13) % 40) / 40]);

const tasks = {
  async keyboard() {
    for (const name of ['55-drawn-ru', '5000-packed-ru']) {
      const page = await opened(name);
      const ground = page.locator('.plate__picture');
      // One stop: the next Tab is out of the picture again.
      await page.locator('.graph-zoom__button').last().focus();
      await press(page, 'Tab');
      assert.ok(await ground.evaluate((element) => element === document.activeElement), `${name}: the picture is the next stop`);
      await press(page, 'Tab');
      assert.ok(await ground.evaluate((element) => !element.contains(document.activeElement)), `${name}: and only one`);
      await press(page, 'Shift+Tab', 'ArrowDown');
      const first = await said(page);
      assert.match(first, /школа, которой помогают|наставник/, name);
      const focused = () => page.evaluate(() => document.activeElement.getAttribute('href'));
      const start = await focused();
      assert.match(start, /organisation\/generated-/, name);
      await press(page, 'ArrowDown');
      const partner = await focused();
      assert.notEqual(partner, start);
      assert.ok((await said(page)).length > 20);
      await press(page, 'ArrowUp');
      assert.equal(await focused(), start, `${name}: up leads back`);
      await press(page, 'KeyN');
      assert.equal(await focused(), partner, `${name}: N leads to the partner`);
      await press(page, 'Backspace');
      assert.equal(await focused(), start, `${name}: Backspace leads to where one was`);
      await shot(page, `${name}-focus`);
      await press(page, 'Slash');
      await page.keyboard.type('методический 1');
      await settled(page);
      assert.match(await said(page), /Найдено: \d+/);
      await shot(page, `${name}-search`);
      await press(page, 'ArrowDown', 'Enter');
      assert.match(await said(page), /методический центр/);
      const chosen = await focused();
      await press(page, 'Escape');
      assert.ok(await ground.evaluate((element) => element === document.activeElement), `${name}: Escape leads out`);
      // Enter opens the link one stands on.
      await press(page, 'Backspace');
      assert.equal(await focused(), chosen);
      const [request] = await Promise.all([page.waitForRequest(/organisation\/generated-/), page.keyboard.press('Enter')]);
      assert.ok(request.url().endsWith(chosen));
      await done(page, '404');
    }
  },

  async pointer() {
    const page = await opened('55-drawn-ru');
    const node = page.locator('a.node').nth(3);
    const box = await node.locator('.shape').boundingBox();
    const near = [box.x + box.width / 2 + 18, box.y + box.height / 2 + 6];
    await page.mouse.move(...near);
    await settled(page);
    assert.ok(await page.locator('svg.has-selection').count(), 'somebody stands out');
    assert.ok((await page.locator('.graph-card__name').textContent()).length > 3);
    await shot(page, '55-drawn-ru-hover');
    // With Ctrl the wheel comes nearer; what is under the pointer stays.
    const before = await page.locator('svg.network-picture').getAttribute('viewBox');
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -240);
    await page.keyboard.up('Control');
    await settled(page);
    const after = await page.locator('svg.network-picture').getAttribute('viewBox');
    assert.notEqual(after, before);
    await page.mouse.down();
    await page.mouse.move(near[0] + 60, near[1] + 40, { steps: 4 });
    await page.mouse.up();
    await settled(page);
    assert.notEqual(await page.locator('svg.network-picture').getAttribute('viewBox'), after, 'the hand moves it');
    assert.match(page.url(), /55-drawn-ru/, 'and a drag is no click');
    await page.locator('[data-do=fit]').click();
    await settled(page);
    assert.equal(await page.locator('svg.network-picture').getAttribute('viewBox'), before, 'and all is seen again');
    // Without Ctrl the wheel belongs to the page.
    await page.mouse.move(...near);
    await page.mouse.wheel(0, 40);
    assert.equal(await page.locator('svg.network-picture').getAttribute('viewBox'), before);
    await page.mouse.wheel(0, -40);
    await page.waitForFunction(() => window.scrollY === 0);
    const link = await node.getAttribute('href');
    const [request] = await Promise.all([page.waitForRequest(/organisation\/generated-/), page.mouse.click(...near)]);
    assert.ok(request.url().endsWith(link), 'a click beside the mark, not farther than 24 px, opens it');
    await done(page, '404');
  },

  async touch() {
    const page = await opened('55-drawn-ru', { viewport: PHONE, hasTouch: true, isMobile: true });
    const node = page.locator('a.node').nth(5);
    await node.scrollIntoViewIfNeeded();
    const box = await node.locator('.shape').boundingBox();
    await page.touchscreen.tap(box.x + box.width / 2 + 6, box.y + box.height / 2);
    await settled(page);
    assert.match(page.url(), /55-drawn-ru/, 'the first tap shows');
    assert.ok(await page.locator('.graph-card').isVisible());
    await shot(page, '55-drawn-phone-tap');
    await done(page);
  },

  async lost() {
    const page = await opened('5000-packed-ru');
    await page.evaluate(() => {
      const canvas = document.querySelector('canvas.graph-canvas');
      canvas.getContext('webgl2').getExtension('WEBGL_lose_context').loseContext();
    });
    await page.waitForFunction(() => document.querySelector('canvas.graph-canvas').getContext('2d') !== null);
    await settled(page);
    await shot(page, '5000-packed-without-webgl');
    await done(page, 'CONTEXT_LOST', 'context');
  },

  async legend() {
    const page = await opened('5000-packed-ru');
    await page.locator('form.legend input[value=method]').uncheck();
    await page.locator('form.legend input[value=role-school]').uncheck();
    await settled(page);
    await shot(page, '5000-packed-sifted');
    await done(page);
  },

  async axe() {
    for (const name of ['55-drawn-ru', '55-drawn-en', '500-packed-en']) {
      const page = await opened(name);
      await page.locator('.plate__picture').focus();
      await press(page, 'ArrowDown');
      const { violations } = await new AxeBuilder({ page }).include('figure.plate').analyze();
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0].target.join(' ')}`);
      assert.deepEqual(found, [], name);
      await done(page);
    }
  },

  async looks() {
    for (const name of ['55-drawn', '500-drawn', '500-packed', '5000-packed']) {
      for (const colorScheme of ['light', 'dark']) {
        for (const [size, viewport] of [['1440', WIDE], ['360', PHONE]]) {
          const page = await opened(`${name}-ru`, { colorScheme, viewport });
          await shot(page, `${name}-${colorScheme}-${size}`);
          const wide = await page.evaluate(() => document.documentElement.scrollWidth);
          assert.ok(wide <= viewport.width, `${name}: ${wide} px on ${viewport.width}`);
          if (name === '5000-packed' && size === '1440') {
            for (let step = 0; step < 5; step += 1) await page.locator('[data-do=nearer]').click();
            await settled(page);
            await shot(page, `${name}-${colorScheme}-near`);
          }
          await done(page);
        }
      }
    }
    const page = await opened('5000-packed-en', { forcedColors: 'active' });
    await shot(page, '5000-packed-forced');
    await done(page);
  },

  async times() {
    for (const name of ['500-drawn-ru', '500-packed-ru', '5000-packed-ru']) {
      const page = await opened(name);
      const hover = await timed(page, 'pointermove', spread);
      const wheel = await timed(page, 'wheel', spread.slice(0, 12));
      console.log(`${name}: pointing ${ms(hover.event)}, its frame ${ms(hover.frame)}; zooming ${ms(wheel.event)}, its frame ${ms(wheel.frame)}`);
      const field = page.locator('.graph-search__field');
      await field.focus();
      const typing = await page.evaluate(() => {
        const input = document.querySelector('.graph-search__field');
        return ['ш', 'шк', 'шко', 'школа', 'школа 1'].map((text) => {
          input.value = text;
          const start = performance.now();
          input.dispatchEvent(new Event('input', { bubbles: true }));
          return performance.now() - start;
        });
      });
      console.log(`${name}: finding as one types ${ms(typing)}`);
      await done(page);
    }
  },
};

const wanted = process.env.ONLY ? process.env.ONLY.split(',') : Object.keys(tasks);
let failed = 0;
for (const task of wanted) {
  try {
    await tasks[task]();
    console.log(`${task}: holds`);
  } catch (error) {
    failed += 1;
    console.error(`${task}: ${error.stack ?? error}`);
  }
}
await browser.close();
stop();
process.exitCode = failed ? 1 : 0;
