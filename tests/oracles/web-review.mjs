// The page of samples/WebReview in a browser, as somebody uses it: WebReviewTests.cs runs this. The sample must have been started without AIMLAPI_KEY.
//
//   node web-review.mjs <address of the page> <screenshot.png>     the exit code is not 0 if anything is not as expected
//
// The browser is Chromium: PROMPTGEN_CHROMIUM names its program, or it is found where Debian has it or on the path.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

const [address, screenshot] = process.argv.slice(2);
const candidates = ['/usr/bin', ...(process.env.PATH ?? '').split(delimiter)].flatMap((folder) => [join(folder, 'chromium'), join(folder, 'chromium.exe')]);
const browser = await chromium.launch({
  executablePath: process.env.PROMPTGEN_CHROMIUM || candidates.find(existsSync),
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, colorScheme: 'light' });
  page.setDefaultTimeout(20_000);

  // Nothing may be asked of anybody but the sample, and nothing may go wrong unseen.
  const complaints = [];
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(`${error}`));
  page.on('request', (request) => request.url().startsWith(address) || complaints.push(`asked for ${request.url()}`));

  const status = page.getByRole('status');
  const text = page.getByLabel('Product description');
  const mistake = page.getByLabel('What it does wrong');
  const start = page.getByRole('button', { name: 'Review' });
  const cancel = page.getByRole('button', { name: 'Cancel' });
  const summary = page.locator('#summary');
  const findings = page.locator('#findings > li');
  const failures = page.locator('.failure');

  const says = (words) => status.filter({ hasText: words }).waitFor();
  const isFocused = (locator) => locator.evaluate((element) => element === document.activeElement);

  await page.goto(address);
  await page.getByText('AIMLAPI_KEY is not set.').waitFor();
  assert.match(await text.inputValue(), /^Ludwig is the world's best kettle\./);
  const given = await text.inputValue();

  // A whole review, with a verdict that is wrong at first. What it looks like meanwhile is noted down.
  await page.evaluate(() => {
    window.seen = { lengths: [], counts: [] };
    const note = (list, value) => list.at(-1) === value || list.push(value);
    new MutationObserver(() => {
      note(window.seen.lengths, document.querySelector('#summary').textContent.length);
      note(window.seen.counts, document.querySelectorAll('#findings > li').length);
    }).observe(document.querySelector('.results'), { childList: true, subtree: true, characterData: true });
  });
  await mistake.selectOption('Answers the verdict wrongly first');
  await start.click();
  await says('Reviewing…');
  await page.locator('#summary:not(:empty)').waitFor();
  const early = await summary.textContent();
  await says(/^Done in \d+\.\d s\.$/);
  const whole = await summary.textContent();
  assert.ok(whole.startsWith(early) && early.length < whole.length, `the summary did not grow: ${early}`);
  const seen = await page.evaluate(() => window.seen);
  assert.ok(seen.lengths.filter((length) => length > 0 && length < whole.length).length >= 10, `the summary came in few pieces: ${seen.lengths}`);
  const total = await findings.count();
  assert.ok(total >= 4);
  assert.deepEqual(seen.counts.filter((count) => count > 0), Array.from({ length: total }, (_, i) => i + 1), 'the findings did not come one by one');
  assert.equal(await findings.first().locator('.badge').textContent(), 'Critical');
  for (const quote of await findings.locator('blockquote').allTextContents())
    assert.ok(given.includes(quote), `a quote that is none: ${quote}`);

  // The repair: both replies as they came, and what was wrong with the first.
  assert.equal(await page.locator('.decision strong').textContent(), 'Revise');
  const attempts = page.locator('#verdict .attempts > li');
  assert.deepEqual(await attempts.locator('.badge').allTextContents(), ['Invalid', 'Completed']);
  assert.match(await attempts.nth(0).locator('pre').textContent(), /^\{"decision":"Maybe"/);
  assert.deepEqual(await attempts.nth(0).locator('.pointer').allTextContents(), ['/decision', '/clarity', '/credibility']);
  assert.match(await attempts.nth(0).locator('.violations').textContent(), /expected at most 5, found 7/);
  assert.equal(await attempts.nth(1).locator('.violations').count(), 0);

  // What it took: of each prompt, and of all.
  const took = await page.locator('.took').allTextContents();
  for (const each of took)
    assert.match(each, /^\d+\.\d s · [\d,]+ tokens in, [\d,]+ out · \$0\.\d{6}$/);
  const costOf = (words) => Number(words.match(/\$([\d.]+)/)[1]);
  const all = await page.locator('#total').textContent();
  assert.ok(Math.abs(costOf(all) - took.map(costOf).reduce((sum, cost) => sum + cost)) < 0.000_003, `${all} is not the sum of ${took}`);

  await page.evaluate(() => {
    document.activeElement.blur();
    window.scrollTo(0, 0);
  });
  await page.mouse.move(0, 0);
  await page.screenshot({ path: screenshot, fullPage: true, animations: 'disabled' });

  // By keyboard: from the text to the choice to the button; Escape cancels what never ends, and the focus does not get lost.
  await mistake.selectOption('Never answers');
  await text.focus();
  await page.keyboard.press('Tab');
  assert.ok(await isFocused(mistake));
  await page.keyboard.press('Tab');
  assert.ok(await isFocused(start));
  await page.keyboard.press('Enter');
  await cancel.waitFor();
  assert.ok(await isFocused(cancel));
  assert.equal(await findings.count(), 0);
  await page.keyboard.press('Escape');
  await says(/^Cancelled after \d+\.\d s/);
  assert.ok(await isFocused(start));
  assert.deepEqual(await page.locator('.took').allTextContents(), ['cancelled', 'cancelled', 'cancelled']);

  // In the middle of an answer, by the button. What came stays.
  await mistake.selectOption('Nothing');
  await text.focus();
  await page.keyboard.press('Control+Enter');
  await page.locator('#summary:not(:empty)').waitFor();
  await cancel.click();
  await says(/^Cancelled after/);
  assert.ok((await summary.textContent()).length < whole.length);
  assert.equal(await page.locator('#verdict > *').count(), 0);

  // What goes wrong is said, and the next review is none the worse.
  for (const [choice, count, words] of [
    ['Has had too many requests', 3, /ChatTransportException.*Status 429.*Too many requests/s],
    ['Breaks off within the summary', 1, /ChatTransportException/],
    ['Makes a finding that is not valid', 1, /PromptInvalidException.*confidence: expected at most 100, found 140/s],
  ]) {
    await mistake.selectOption(choice);
    await start.click();
    await says(`, with ${count} failure`);
    assert.equal(await failures.count(), count, choice);
    assert.match(await failures.first().textContent(), words);
  }
  await mistake.selectOption('Refuses to give a verdict');
  await start.click();
  await says(', with 1 failure.');
  assert.match(await page.locator('#verdict').textContent(), /^Refused.*I would rather not/s);

  // What a model says is text, whatever it looks like: the local one says what it was given.
  await mistake.selectOption('Nothing');
  await text.fill('<script>taken = 1</script><img src="none" onerror="taken = 2"><b>simply</b> the best');
  await start.click();
  await says(/^Done in/);
  for (const place of [summary, findings.first()]) {
    assert.match(await place.textContent(), /<script>.*<img src="none" onerror=.*<b>simply<\/b> the best/);
    assert.equal(await place.locator('script, img, b').count(), 0);
  }
  assert.equal(await page.evaluate(() => window.taken), undefined);

  // A text that is too long is told before it is sent.
  await text.fill('a'.repeat(4001));
  assert.ok(await start.isDisabled());
  assert.match(await page.locator('#length').textContent(), /^4,001 of 4,000/);
  assert.equal(await text.getAttribute('aria-invalid'), 'true');
  await text.fill(given);
  assert.ok(await start.isEnabled());

  // On a phone nothing goes over the edge, and at night it is dark.
  await page.setViewportSize({ width: 360, height: 740 });
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground();
  await page.emulateMedia({ colorScheme: 'dark' });
  assert.notEqual(await ground(), light);

  assert.deepEqual(complaints, []);
} finally {
  await browser.close();
}
