// Starts `iiz lsp` for the cantons of a workspace, and tells it of files that change elsewhere.

const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

const LANGUAGES = ["de", "fr", "en"];
let client;

function spoken(settings) {
  const own = vscode.env.language.slice(0, 2);
  return settings.get("language") || (LANGUAGES.includes(own) ? own : "en");
}

async function start() {
  const settings = vscode.workspace.getConfiguration("iiz");
  const server = { command: settings.get("command"), args: ["lsp", "--lang", spoken(settings)] };
  client = new LanguageClient("iiz", "IIZ-Regeln", server, {
    documentSelector: [{ scheme: "file", pattern: "**/*.{yaml,yml}" }],
    synchronize: { fileEvents: vscode.workspace.createFileSystemWatcher("**/*.{yaml,yml}") },
  });
  await client.start();
}

async function stop() {
  await client?.stop();
  client = undefined;
}

async function activate(context) {
  const changed = vscode.workspace.onDidChangeConfiguration(async (event) => {
    if (event.affectsConfiguration("iiz")) {
      await stop();
      await start();
    }
  });
  context.subscriptions.push(changed);
  await start();
}

module.exports = { activate, deactivate: stop };
