// The official JavaScript SDK as a client of a LocalChatServer. One scenario per run; what the server has to have scripted
// for it is said in JavaScriptSdkTests.cs, which is what runs this.
//
//   node openai-sdk.mjs <base address> <key> <scenario>     runs one; the exit code is not 0 if anything is not as expected
//   node openai-sdk.mjs                                     lists all

import assert from 'node:assert/strict';
import OpenAI from 'openai';
import { zodResponseFormat } from 'openai/helpers/zod';
import { z } from 'zod';

const [baseURL, apiKey, chosen] = process.argv.slice(2);

// The model that takes the most of what is documented, and one that has neither a system role nor formats.
const model = 'google/gemma-3-27b-it';
const smallModel = 'google/gemma-3-4b-it';

const ask = (content) => [{ role: 'user', content }];
const question = { model, messages: ask('What is a kettle?') };

// Whatever a schema helper may produce: nesting, null, choices, bounds, a definition that refers to itself.
const Part = z.object({ name: z.string(), get parts() { return z.array(Part); } });
const Review = z.object({
  verdict: z.string().describe('In one sentence.'),
  sentiment: z.enum(['Negative', 'Mixed', 'Positive']),
  stars: z.int().min(1).max(5),
  price: z.number().nullable(),
  isFinal: z.boolean(),
  kind: z.literal('review'),
  pros: z.array(z.string()).min(1).max(3),
  author: z.object({ name: z.string(), age: z.int() }).nullable(),
  anything: z.union([z.string(), z.number()]),
  whole: Part,
});
const review = { model, messages: ask('Review a kettle.'), response_format: zodResponseFormat(Review, 'review') };

// A request is never sent again unless a scenario says so: the scripted replies would run out.
let lastBody;
const client = new OpenAI({
  baseURL: baseURL ?? 'http://127.0.0.1/v1/',
  apiKey: apiKey ?? 'none',
  maxRetries: 0,
  fetch: async (url, init) => {
    const response = await fetch(url, init);
    // The AI/ML API's errors are flat, so that the SDK, which wants them in "error", has no words for them.
    lastBody = response.ok ? undefined : await response.clone().json();
    return response;
  },
});
const completions = client.chat.completions;

const textOf = (completion) => {
  assert.equal(completion.object, 'chat.completion');
  assert.equal(completion.model, model);
  assert.equal(completion.choices.length, 1);
  assert.equal(completion.choices[0].message.role, 'assistant');
  assert.equal(completion.choices[0].finish_reason, 'stop');
  return completion.choices[0].message.content;
};

const assertUsage = (usage) => {
  assert.ok(usage.prompt_tokens > 0 && usage.completion_tokens > 0);
  assert.equal(usage.total_tokens, usage.prompt_tokens + usage.completion_tokens);
};

/** The request fails with the SDK's error for the status, and the server's words are those that are expected. */
const assertFails = async (request, type, status, words) => {
  lastBody = undefined;
  const error = await request.then(() => assert.fail(`no ${type.name}`), (reason) => reason);
  assert.ok(error instanceof type, `${error}`);
  assert.equal(error.status, status);
  assert.ok(error.requestID, 'no request id');
  assert.equal(lastBody.statusCode, status);
  assert.match(lastBody.message, words);
  return error;
};

/** The pieces of a stream up to its end or its error. */
const collect = async (stream) => {
  const chunks = [];
  try {
    for await (const chunk of stream) chunks.push(chunk);
    return { chunks };
  } catch (error) {
    return { chunks, error };
  }
};

const joined = (chunks) => chunks.map((chunk) => chunk.choices[0]?.delta?.content ?? '').join('');

const scenarios = {
  async text() {
    const completion = await completions.create(question);
    assert.match(textOf(completion), /What is a kettle\?/);
    assert.match(completion.id, /^chatcmpl-/);
    assert.match(completion._request_id, /^local-/);
    assert.ok(Math.abs(completion.created - Date.now() / 1000) < 3600);
    assertUsage(completion.usage);
  },

  async parameters() {
    const shared = {
      temperature: 0.5, top_p: 0.9, top_k: 40, min_p: 0.05, top_a: 0.5, frequency_penalty: 0.5, presence_penalty: -0.5,
      repetition_penalty: 1.1, seed: 7, stop: ['never said'],
    };
    textOf(await completions.create({ ...question, ...shared, max_tokens: 1000 }));
    textOf(await completions.create({ ...question, max_completion_tokens: 1000, stop: 'never said', response_format: { type: 'text' } }));
    const thinking = await completions.create({ ...question, model: 'some/model', reasoning_effort: 'high' });
    assert.equal(thinking.model, 'some/model');
    const cut = await completions.create({ ...question, max_tokens: 2 });
    assert.equal(cut.choices[0].finish_reason, 'length');
    assert.equal(cut.usage.completion_tokens, 2);
  },

  async roles_and_history() {
    textOf(await completions.create({
      model,
      messages: [
        { role: 'system', content: 'You are terse.' },
        { role: 'developer', content: [{ type: 'text', text: 'You are ' }, { type: 'text', text: 'polite.' }] },
        { role: 'user', content: 'Hello', name: 'anne' },
        { role: 'assistant', content: 'Yes?' },
        { role: 'user', content: 'What is a kettle?' },
      ],
    }));
  },

  async images_and_files() {
    const png = 'data:image/png;base64,iVBORw0KGgo=';
    textOf(await completions.create({
      model,
      messages: ask([
        { type: 'text', text: 'What is this?' },
        { type: 'image_url', image_url: { url: png, detail: 'low' } },
        { type: 'image_url', image_url: { url: 'https://example.com/kettle.png' } },
        { type: 'file', file: { file_data: 'data:application/pdf;base64,JVBERi0=', filename: 'kettle.pdf' } },
      ]),
    }));
    await assertFails(
      completions.create({ model: 'Qwen/QwQ-32B', messages: ask([{ type: 'image_url', image_url: { url: png } }]) }),
      OpenAI.BadRequestError, 400, /content/);
  },

  async json() {
    assert.equal(typeof JSON.parse(textOf(await completions.create({ ...question, response_format: { type: 'json_object' } }))), 'object');
    const schema = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'], additionalProperties: false };
    const completion = await completions.create({ ...question, response_format: { type: 'json_schema', json_schema: { name: 'capital', strict: true, schema } } });
    const document = JSON.parse(textOf(completion));
    assert.deepEqual(Object.keys(document), ['city']);
    assert.equal(typeof document.city, 'string');
  },

  async typed() {
    for (let seed = 1; seed <= 20; seed++) {
      const completion = await completions.parse({ ...review, seed });
      const text = textOf(completion);
      assert.deepEqual(completion.choices[0].message.parsed, Review.parse(JSON.parse(text)));
      assert.equal(completion.choices[0].message.refusal, null);
    }
  },

  // A type that is used twice comes with definitions of the older kind.
  async typed_with_definitions() {
    const Pair = z.object({ first: Part, second: Part });
    const completion = await completions.parse({ ...question, response_format: zodResponseFormat(Pair, 'pair') });
    assert.deepEqual(completion.choices[0].message.parsed, Pair.parse(JSON.parse(textOf(completion))));
  },

  async streaming() {
    const { chunks, error } = await collect(await completions.create({ ...question, stream: true, stream_options: { include_usage: true } }));
    assert.equal(error, undefined);
    assert.ok(chunks.length > 5);
    assert.equal(joined(chunks), textOf(await completions.create(question)));
    assert.ok(chunks.every((chunk) => chunk.object === 'chat.completion.chunk' && chunk.model === model && chunk.id === chunks[0].id));
    assert.equal(chunks[0].choices[0].delta.role, 'assistant');
    assert.equal(chunks.at(-2).choices[0].finish_reason, 'stop');
    assert.deepEqual(chunks.at(-1).choices, []);
    assertUsage(chunks.at(-1).usage);
    assert.ok(chunks.slice(0, -1).every((chunk) => chunk.usage === null));

    const without = (await collect(await completions.create({ ...question, stream: true }))).chunks;
    assert.equal(joined(without), joined(chunks));
    assert.ok(without.every((chunk) => chunk.usage === undefined));
  },

  async stream_helper() {
    let text = '';
    const stream = completions.stream({ ...question, stream_options: { include_usage: true } }).on('content', (piece) => { text += piece; });
    const completion = await stream.finalChatCompletion();
    assert.equal(textOf(completion), text);
    assert.equal(text, textOf(await completions.create(question)));
    assertUsage(await stream.totalUsage());
  },

  async typed_stream() {
    const stream = completions.stream(review);
    const partial = [];
    stream.on('content.delta', (event) => partial.push(event.parsed));
    const completion = await stream.finalChatCompletion();
    assert.ok(partial.length > 5);
    assert.deepEqual(completion.choices[0].message.parsed, Review.parse(JSON.parse(textOf(completion))));
    assert.deepEqual(completion.choices[0].message.parsed, (await completions.parse(review)).choices[0].message.parsed);
  },

  // A caller that has enough lets go; the server is none the worse for it.
  async stream_left_early() {
    for await (const chunk of await completions.create({ ...question, stream: true })) {
      assert.equal(chunk.choices[0].delta.role, 'assistant');
      break;
    }
    textOf(await completions.create(question));
  },

  async wrong_key() {
    await assertFails(client.withOptions({ apiKey: 'wrong' }).chat.completions.create(question), OpenAI.AuthenticationError, 401, /API key/);
  },

  async bad_requests() {
    const refuses = (members, words) => assertFails(completions.create({ ...question, ...members }), OpenAI.BadRequestError, 400, words);
    await refuses({ nonsense: 1 }, /nonsense/);
    await refuses({ temperature: 9 }, /\/temperature: expected a number/);
    await refuses({ messages: [] }, /\/messages/);
    await refuses({ max_tokens: 1, max_completion_tokens: 1 }, /not together/);
    await refuses({ reasoning_effort: 'high' }, /'reasoning_effort' is not supported/);
    await refuses({ temperature: 9, stream: true }, /\/temperature/);
    await refuses({ model: smallModel, messages: [{ role: 'system', content: 'You are terse.' }, ...question.messages] }, /'messages\[0\]\.role' does not support 'system'/);
    await refuses({ ...review, model: smallModel }, /'response_format' is not supported/);
    await refuses({ response_format: { type: 'json_schema', json_schema: { name: 'any', schema: { type: 'object' } } } }, /additionalProperties/);
  },

  async not_found() {
    await assertFails(client.models.list(), OpenAI.NotFoundError, 404, /chat\/completions/);
    await assertFails(client.get('/chat/completions'), OpenAI.APIError, 405, /POST/);
  },

  async rate_limit() {
    const error = await assertFails(completions.create(question), OpenAI.RateLimitError, 429, /Slow down/);
    assert.equal(error.headers.get('retry-after'), '7');
  },

  async server_error() {
    await assertFails(completions.create(question), OpenAI.InternalServerError, 500, /Something broke/);
  },

  async retried() {
    textOf(await completions.create(question, { maxRetries: 2 }));
  },

  async timeout() {
    await assert.rejects(completions.create(question, { timeout: 300 }), OpenAI.APIConnectionTimeoutError);
  },

  async cut_stream() {
    const { chunks, error } = await collect(await completions.create({ ...question, stream: true }));
    // What had come but was not read yet is lost with the connection.
    assert.ok('It was '.startsWith(joined(chunks)), joined(chunks));
    assert.ok(error instanceof Error, 'the end went unnoticed');
    await assert.rejects(completions.stream(question).finalChatCompletion(), OpenAI.OpenAIError);
  },

  async error_in_a_stream() {
    const { chunks, error } = await collect(await completions.create({ ...question, stream: true }));
    assert.equal(joined(chunks), 'It was ');
    assert.ok(error instanceof OpenAI.APIError, `${error}`);
    assert.match(error.message, /Overloaded/);
  },

  async refusal() {
    const { message } = (await completions.parse(review)).choices[0];
    assert.equal(message.refusal, 'I will not.');
    assert.equal(message.parsed, null);
  },

  async cut_short() {
    await assert.rejects(completions.parse(review), OpenAI.LengthFinishReasonError);
    await assert.rejects(completions.parse(review), OpenAI.ContentFilterFinishReasonError);
  },
};

if (chosen === undefined) console.log(Object.keys(scenarios).join('\n'));
else await scenarios[chosen]();
