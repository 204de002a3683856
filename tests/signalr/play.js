// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Plays sample.js, as it is printed, with the stock client: node play.js CLIENT URL TRANSPORT. Access
// tokens come in, a line each, and the last one counts; what the sample prints goes out, and lines that
// begin with "*" say what becomes of the connection.
const fs = require("fs");
const path = require("path");
const readline = require("readline");

const [client, url, transport] = process.argv.slice(2);
const signalR = require(path.join(client, "node_modules", "@microsoft", "signalr"));
const sample = fs.readFileSync(path.join(__dirname, "sample.js"), "utf8").replace("http://localhost:5002", url);
const say = (text) => process.stdout.write(text + "\n");

// What the sample leaves to the client is chosen here: the transport, and to come again.
class Builder extends signalR.HubConnectionBuilder {
  withUrl(address, options) {
    return super.withUrl(address, { ...options, transport: signalR.HttpTransportType[transport] });
  }
  build() {
    this.configureLogging(signalR.LogLevel.Error).withAutomaticReconnect(Array(600).fill(100));
    const connection = super.build();
    connection.onclose((error) => say("* closed " + (error ? error.message : "")));
    connection.onreconnecting(() => say("* reconnecting"));
    connection.onreconnected(() => say("* reconnected"));
    return connection;
  }
}

let accessToken = "";
const AsyncFunction = (async () => {}).constructor;
const play = new AsyncFunction("signalR", "token", "console",
  "with (token) { return (async () => {" + sample + "})(); }");

readline.createInterface({ input: process.stdin }).on("line", (line) => {
  const isFirst = !accessToken;
  accessToken = line;
  if (isFirst) {
    play({ ...signalR, HubConnectionBuilder: Builder }, { get accessToken() { return accessToken; } }, { log: say })
      .then(() => say("* started"), (error) => say("* failed " + error.message));
  }
}).on("close", () => process.exit(0));
