// The YAML language server, as editors start it: what it says of playbooks, inventories and configuration by the schemas in target/schema.
import assert from "node:assert";
import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { after, test } from "node:test";

const home = resolve(process.env.DRYDOCK_HOME);
const server = join(dirname(createRequire(import.meta.url).resolve("yaml-language-server/package.json")), "bin/yaml-language-server");
const child = spawn(process.execPath, [server, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
after(() => child.kill());

const waiting = new Map(); // by the id of a request, and by the name of a document
let buffer = Buffer.alloc(0);
child.stdout.on("data", (chunk) => {
  buffer = Buffer.concat([buffer, chunk]);
  for (;;) {
    const head = buffer.indexOf("\r\n\r\n");
    if (head < 0) return;
    const length = Number(/Content-Length: (\d+)/i.exec(buffer.subarray(0, head).toString())[1]);
    if (buffer.length < head + 4 + length) return;
    const message = JSON.parse(buffer.subarray(head + 4, head + 4 + length).toString());
    buffer = buffer.subarray(head + 4 + length);
    receive(message);
  }
});

function receive(message) {
  if (message.method === "textDocument/publishDiagnostics") waiting.get(message.params.uri)?.(message.params.diagnostics);
  else if (message.method && message.id !== undefined) send({ id: message.id, result: message.method === "workspace/configuration" ? message.params.items.map(configuration) : null });
  else if (message.id !== undefined) waiting.get(message.id)?.(message.result);
}

function configuration(item) {
  return item.section === "yaml" ? settings : {};
}

function send(message) {
  const body = JSON.stringify({ jsonrpc: "2.0", ...message });
  child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}

let id = 0;
function request(method, params) {
  const number = ++id;
  return new Promise((done) => {
    waiting.set(number, done);
    send({ id: number, method, params });
  });
}

const schema = (name) => `file://${home}/target/schema/${name}.json`;
const settings = {
  validate: true,
  completion: true,
  yamlVersion: "1.1",
  schemaStore: { enable: false },
  customTags: ["!vault scalar", "!unsafe scalar"],
  schemas: { [schema("playbook")]: ["/play/*.yml"], [schema("inventory")]: ["/hosts/*.yml"], [schema("config")]: ["/config/*.yml"] },
};

const started = request("initialize", { processId: process.pid, rootUri: null, capabilities: { workspace: { configuration: true } } }).then(() => {
  send({ method: "initialized", params: {} });
  send({ method: "workspace/didChangeConfiguration", params: { settings: { yaml: settings } } });
});

async function open(uri, text) {
  await started;
  const said = new Promise((done) => waiting.set(uri, done));
  send({ method: "textDocument/didOpen", params: { textDocument: { uri, languageId: "yaml", version: 1, text } } });
  return (await said).map((d) => `${d.range.start.line + 1}: ${d.message}`);
}

for (const name of readdirSync(join(home, "playbooks")).filter((name) => name.endsWith(".yml")))
  test(`${name} has no problem`, async () => {
    assert.deepStrictEqual(await open(`file:///play/${name}`, readFileSync(join(home, "playbooks", name), "utf8")), []);
  });

test("the example of an inventory has no problem", async () => {
  assert.deepStrictEqual(await open("file:///hosts/example.yml", readFileSync(join(home, "inventory.example.yml"), "utf8")), []);
});

test("the example of a configuration has no problem", async () => {
  const page = readFileSync(join(home, "docs/configuration.md"), "utf8");
  assert.deepStrictEqual(await open("file:///config/example.yml", /```yaml\n.*\n([^]*?)```/.exec(page)[1]), []);
});

test("mistakes are shown at their lines", async () => {
  const said = await open("file:///play/wrong.yml", "- hosts: all\n  tasks:\n    - service: {name: ssh, sate: started}\n    - debgu: {msg: a}\n");
  assert.match(said.join("\n"), /3: .*sate/);
  assert.match(said.join("\n"), /4: .*debgu/);
  assert.match((await open("file:///hosts/wrong.yml", "all:\n  host: {web1: }\n")).join("\n"), /2: .*host/);
  const config = await open("file:///config/wrong.yml", "forks: 0\nlimit: web\nbecome-method: sodu\n");
  for (const mistake of [/1: .*1/, /2: .*limit/, /3: .*sudo/]) assert.match(config.join("\n"), mistake);
});

test("arguments are completed", async () => {
  const uri = "file:///play/completed.yml";
  await open(uri, "- hosts: all\n  tasks:\n    - service:\n        na\n");
  const found = await request("textDocument/completion", { textDocument: { uri }, position: { line: 3, character: 10 } });
  assert.ok((found.items ?? found).some((item) => item.label === "name"));
});
