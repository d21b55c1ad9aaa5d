"use strict";
(() => {
  const MOST = 60;
  const plain = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const index = JSON.parse(document.getElementById("index").textContent);
  const rows = index.map(([number, title, kind, text, href]) => ({
    number, title, kind, text, href,
    head: plain(number + " " + title), all: plain([number, title, kind, text].join(" ")),
  }));
  const input = document.querySelector("input[type=search]");
  const status = document.getElementById("found"), list = document.getElementById("results");
  const begins = (text, word) => text.startsWith(word) || /[^\p{L}\p{N}]/u.test(text.charAt(text.indexOf(word) - 1));
  const worth = (row, words, whole) => {
    if (!words.every(word => row.all.includes(word))) return 0;
    let sum = plain(row.number) === whole || plain(row.title) === whole ? 100 : 1;
    for (const word of words) {
      if (row.head.includes(word)) sum += begins(row.head, word) ? 10 : 4;
      else if (begins(row.all, word)) sum += 2;
    }
    return sum;
  };
  const item = row => {
    const line = document.createElement("li"), link = document.createElement("a");
    link.href = row.href;
    link.textContent = (row.number ? row.number + " " : "") + row.title;
    const kind = document.createElement("span");
    kind.className = "small";
    kind.textContent = " " + row.kind;
    line.append(link, kind);
    if (row.text) {
      const text = document.createElement("p");
      text.textContent = row.text.length > 240 ? row.text.slice(0, 239) + "…" : row.text;
      line.append(text);
    }
    return line;
  };
  const search = asked => {
    const whole = plain(asked).trim(), words = whole.split(/\s+/).filter(Boolean);
    const found = words.length ? rows.map((row, at) => ({row, at, worth: worth(row, words, whole)}))
      .filter(one => one.worth).sort((a, b) => b.worth - a.worth || a.at - b.at) : [];
    list.replaceChildren(...found.slice(0, MOST).map(one => item(one.row)));
    const more = found.length > MOST ? status.dataset.more + MOST : "";
    status.textContent = !words.length ? "" : found.length ? status.dataset.found + found.length + more : status.dataset.none;
  };
  input.value = new URLSearchParams(location.search).get("q") || "";
  input.addEventListener("input", () => search(input.value));
  search(input.value);
})();
