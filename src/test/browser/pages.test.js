// The pages that HistoryPageTest leaves in target/pages, as people see them. DRYDOCK_SCREENSHOTS names a folder to leave pictures in.
import {after, before, test} from 'node:test';
import assert from 'node:assert/strict';
import {existsSync, mkdirSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {chromium} from 'playwright-core';

const PAGES = fileURLToPath(new URL('../pages/', import.meta.url));
const SOON = 2000; // milliseconds that a page of 2,000 hosts may take to answer
const screenshots = process.env.DRYDOCK_SCREENSHOTS;
let browser;

before(async () => {
  assert.ok(existsSync(PAGES + 'small.html'), 'no pages: run mvn verify -Dtest=HistoryPageTest first');
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu']});
});
after(() => browser?.close());

/** Opens a page; fails if anything is loaded, goes wrong or is refused by the page's policy. */
async function open(name, options = {}) {
  const context = await browser.newContext({viewport: {width: 1280, height: 900}, timezoneId: 'UTC', locale: 'en-GB', ...options});
  const page = await context.newPage();
  page.faults = [];
  page.on('pageerror', e => page.faults.push(String(e)));
  page.on('console', m => page.faults.push(m.text()));
  page.on('request', r => r.url().startsWith('file:') || page.faults.push(r.url()));
  page.on('dialog', d => { page.faults.push(d.message()); d.dismiss(); });
  const began = Date.now();
  await page.goto('file://' + PAGES + name + '.html' + (options.hash || ''));
  await page.locator('#count').waitFor();
  page.took = Date.now() - began;
  return page;
}

async function picture(page, name) {
  if (!screenshots) return;
  mkdirSync(screenshots, {recursive: true});
  await page.screenshot({path: screenshots + '/' + name + '.png', fullPage: name.startsWith('full-')});
}

/** Opens a section, which is filled a moment after the click. */
async function unfold(page, id) {
  await page.locator('#' + id + ' summary').first().click();
  await page.locator('#' + id + ' details > :not(summary):not(:empty)').first().waitFor();
}

async function done(page) {
  assert.deepEqual(page.faults, []);
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(wider, 0, 'the page scrolls sideways');
  await page.context().close();
}

const timed = async work => {
  const began = Date.now();
  await work();
  return Date.now() - began;
};

test('a run with batches, gates, failures and a resume', async () => {
  const page = await open('small');
  assert.match(await page.locator('header').first().innerText(), /apply site\.yml[\s\S]*not finished[\s\S]*the last 7 bytes/);
  assert.match(await page.locator('#failures').innerText(), /no space left on device[\s\S]*db1/);
  assert.match(await page.locator('#time').innerText(), /batch 1 of 3[\s\S]*inconclusive[\s\S]*resumed by root@control[\s\S]*pass[\s\S]*0\.1 is below 1/);
  assert.match(await page.locator('#plan').innerText(), /the kernel[\s\S]*planned change[\s\S]*failed[\s\S]*web3/);
  await picture(page, 'full-small-light');
  await unfold(page, 'changes');
  assert.match(await page.locator('#changes').innerText(), /6\.1\.0-18 -> 6\.1\.0-21/);
  await unfold(page, 'facts');
  assert.match(await page.locator('#facts').innerText(), /kernel\.release\s+6\.1\s+6\.1\.0-21/);
  await done(page);
});

test('one host, by a click and by its address', async () => {
  const page = await open('small');
  await page.locator('#failures').getByRole('button', {name: 'db1', exact: true}).click();
  const dialog = page.locator('dialog');
  assert.match(await dialog.innerText(), /db1[\s\S]*failed[\s\S]*docker is there[\s\S]*no space left on device/);
  await picture(page, 'host');
  await page.keyboard.press('Escape');
  assert.equal(await dialog.isVisible(), false);
  await done(page);
  const again = await open('small', {hash: '#host=db2'});
  assert.match(await again.locator('dialog').innerText(), /connection refused/);
  await done(again);
});

test('search and filters', async () => {
  const page = await open('small');
  const count = async expected => page.waitForFunction(
    text => document.getElementById('count').textContent === text, expected, {timeout: SOON});
  await page.fill('#search', 'no space');
  await count('1 of 6 hosts');
  await page.fill('#search', 'web kernel');
  await count('3 of 6 hosts');
  await page.getByRole('button', {name: /changed/}).click();
  await count('2 of 6 hosts');
  assert.equal(await page.locator('#failures').isHidden(), true);
  await page.selectOption('#batch', '1');
  await count('1 of 6 hosts');
  await page.fill('#search', 'nowhere');
  await count('0 of 6 hosts');
  await done(page);
});

test('nothing that a host said is markup, runs, or turns the direction of writing', async () => {
  const page = await open('hostile');
  await page.evaluate(() => document.querySelectorAll('details').forEach(d => { d.open = true; }));
  await page.locator('#facts table').waitFor();
  await page.evaluate(() => document.querySelectorAll('details details').forEach(d => { d.open = true; }));
  assert.equal(await page.evaluate(() => window.evil), undefined);
  assert.equal(await page.locator('img, a, iframe, script:not([id]) ~ script').count(), 0);
  const text = await page.locator('main').innerText();
  assert.ok(text.includes('</script><script>window.evil=1</script><!--'));
  assert.doesNotMatch(text, /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u200b\u202e\u2066\u2028]/);
  await page.locator('#failures button.host').first().click();
  await picture(page, 'full-hostile');
  await done(page);
});

test('a run without hosts, and one that goes on', async () => {
  await done(await open('empty'));
  const page = await open('unfinished');
  assert.match(await page.locator('main').innerText(), /1\s*unfinished[\s\S]*1\s*not started/);
  await page.locator('#table').getByRole('button', {name: 'a', exact: true}).click();
  assert.match(await page.locator('dialog').innerText(), /at the kernel[\s\S]*No task has come to its end here/);
  await done(page);
});

for (const name of ['large', 'strangers'])
  test('2,000 hosts: ' + name, async t => {
    const page = await open(name);
    t.diagnostic('open: ' + page.took + ' ms');
    assert.ok(page.took < SOON, 'opened in ' + page.took + ' ms');
    assert.equal(await page.locator('#count').innerText(), '2000 hosts');
    const elements = await page.evaluate(() => document.querySelectorAll('*').length);
    t.diagnostic(elements + ' elements');
    assert.ok(elements < 12000, elements + ' elements');
    await picture(page, name);
    await picture(page, 'full-' + name);
    const search = await timed(async () => {
      await page.fill('#search', 'host-1237');
      await page.waitForFunction(() => document.getElementById('count').textContent === '1 of 2000 hosts');
    });
    const filter = await timed(async () => {
      await page.fill('#search', '');
      await page.locator('.number.failed').click();
      await page.waitForFunction(() => document.getElementById('count').textContent === '100 of 2000 hosts');
    });
    const group = await timed(async () => {
      await page.selectOption('#group', 'db');
      await page.waitForFunction(() => document.getElementById('count').textContent === '0 of 2000 hosts');
    });
    const facts = await timed(async () => {
      await page.locator('.number.failed').click();
      await page.selectOption('#group', '');
      await unfold(page, 'facts');
      await page.getByRole('button', {name: 'all facts'}).click();
      await page.locator('#facts table').waitFor();
    });
    t.diagnostic(`search ${search} ms, filter ${filter} ms, group ${group} ms, facts ${facts} ms`);
    for (const took of [search, filter, group, facts]) assert.ok(took < SOON, took + ' ms');
    await done(page);
  });

test('in the dark, and on a phone', async () => {
  const dark = await open('small', {colorScheme: 'dark'});
  const [ground, ink] = await dark.evaluate(() => [getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]);
  const light = c => c.match(/\d+/g).slice(0, 3).reduce((sum, n) => sum + Number(n), 0);
  assert.ok(light(ground) < 150 && light(ink) > 600, ground + ' ' + ink);
  await picture(dark, 'full-small-dark');
  await done(dark);
  for (const name of ['small', 'large', 'hostile']) {
    const phone = await open(name, {viewport: {width: 390, height: 844}, deviceScaleFactor: 2, isMobile: true, hasTouch: true});
    await picture(phone, 'full-phone-' + name);
    await phone.locator('button.host').first().tap();
    assert.equal(await phone.locator('dialog').isVisible(), true);
    await picture(phone, 'phone-host-' + name);
    await done(phone);
  }
});
