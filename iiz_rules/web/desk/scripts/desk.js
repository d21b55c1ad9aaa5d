// The text of a file becomes an editor, and what is said of it follows while somebody writes. The service
// answers both; without this script the page has a plain text, and its buttons do the same.
import {
  EditorState, EditorView, autocompletion, bracketMatching, classHighlighter, completionKeymap,
  defaultKeymap, drawSelection, foldGutter, foldKeymap, forceLinting, highlightActiveLine, history,
  historyKeymap, hoverTooltip, indentUnit, keymap, lineNumbers, lintGutter, lintKeymap,
  setDiagnostics, syntaxHighlighting, yaml,
} from "./codemirror.js"

const PAUSE = 450
const form = document.querySelector("#desk")
const area = document.querySelector("#text")
const told = document.querySelector("#told")
const rule = document.querySelector("#rule")
const first = area.value
let turn = 0
let waiting
let leaving = false

async function ask(more) {
  const sent = new URLSearchParams(new FormData(form))
  sent.delete("take")
  for (const [name, value] of Object.entries(more)) sent.set(name, value)
  const reply = await fetch(form.dataset.help, {method: "POST", body: sent, headers: {accept: "application/json"}})
  if (!reply.ok) throw new Error(reply.status)
  return reply.json()
}

// Fields that somebody has filled in and that are not in the text yet stay out of it while he writes.
function withoutFields() {
  const only = {}
  for (const name of ["visit", "was", "at"]) only[name] = form.elements[name].value
  return only
}

async function asked(what, more) {
  const sent = new URLSearchParams({...withoutFields(), text: area.value, ask: what, ...more})
  const reply = await fetch(form.dataset.help, {method: "POST", body: sent, headers: {accept: "application/json"}})
  return reply.ok ? reply.json() : {}
}

function show(answer, also) {
  told.innerHTML = answer.told
  if (also || !rule.contains(document.activeElement)) rule.innerHTML = answer.rule
  mark(answer.findings)
}

function mark(findings) {
  const lines = view.state.doc
  const marks = findings.filter(one => one.line <= lines.lines).map(one => {
    const line = lines.line(one.line)
    const from = Math.min(line.from + Math.max(one.column - 1, 0), line.to)
    const to = Math.max(Math.min(line.from + Math.max(one.end - 1, one.column), line.to), from)
    return {from, to, severity: one.severity === "error" ? "error" : "warning", message: one.text}
  })
  view.dispatch(setDiagnostics(view.state, marks))
}

async function look() {
  const mine = ++turn
  told.setAttribute("aria-busy", "true")
  try {
    const answer = await asked("look", {})
    if (mine === turn && answer.told !== undefined) show(answer)
  } finally {
    if (mine === turn) told.removeAttribute("aria-busy")
  }
}

function changed(update) {
  if (!update.docChanged) return
  area.value = view.state.doc.toString()
  clearTimeout(waiting)
  waiting = setTimeout(look, PAUSE)
}

function place(position) {
  const line = view.state.doc.lineAt(position)
  return {line: line.number, column: position - line.from + 1}
}

async function proposals(context) {
  const word = context.matchBefore(/[\w.-]*/)
  if (!context.explicit && word.from === word.to && !/[\s{[,]$/.test(context.state.sliceDoc(context.pos - 1, context.pos))) return null
  await new Promise(done => setTimeout(done, 120))
  if (context.aborted) return null
  const answer = await asked("complete", place(context.pos))
  if (!answer.options?.length) return null
  const line = context.state.doc.lineAt(context.pos)
  return {
    from: line.from + answer.from - 1,
    to: Math.min(line.from + answer.to - 1, line.to),
    filter: false,
    options: answer.options.map(one => ({label: one.name, detail: one.label || undefined, info: one.text || undefined, apply: one.put})),
  }
}

const meaning = hoverTooltip(async (_, position) => {
  const answer = await asked("hover", place(position))
  if (!answer.text) return null
  const line = view.state.doc.line(answer.line)
  return {
    pos: line.from + answer.column - 1,
    end: answer.last === answer.line ? line.from + answer.end - 1 : line.to,
    create: () => {
      const dom = document.createElement("div")
      dom.className = "meaning"
      for (const part of answer.text.split("\n\n")) {
        const paragraph = document.createElement("p")
        paragraph.textContent = part.replace(/[*`]/g, "")
        dom.append(paragraph)
      }
      return {dom}
    },
  }
}, {hoverTime: 500})

const save = () => {
  document.querySelector("#save").click()
  return true
}

const label = document.querySelector("label[for=text]")
label.id = "text-label"
const view = new EditorView({
  state: EditorState.create({
    doc: area.value,
    extensions: [
      lineNumbers(), foldGutter(), history(), drawSelection(), highlightActiveLine(), bracketMatching(),
      EditorView.lineWrapping, indentUnit.of("  "), yaml(), syntaxHighlighting(classHighlighter), lintGutter(), meaning,
      autocompletion({override: [proposals], icons: false}),
      // The key Tab goes on to the next part of the page, so that nobody is caught in the text.
      keymap.of([{key: "Mod-s", run: save}, ...completionKeymap, ...lintKeymap, ...foldKeymap, ...historyKeymap, ...defaultKeymap]),
      EditorView.contentAttributes.of({"aria-labelledby": "text-label", spellcheck: "false"}),
      EditorView.updateListener.of(changed),
    ],
  }),
})
area.before(view.dom)
area.hidden = true
label.addEventListener("click", () => view.focus())

const line = Number(form.dataset.line)
if (line > 1 && line <= view.state.doc.lines) {
  const at = view.state.doc.line(line).from
  view.dispatch({selection: {anchor: at}, effects: EditorView.scrollIntoView(at, {y: "start", yMargin: 40})})
}

// A field that was filled in goes into the text at once; the page says what follows from it.
rule.addEventListener("change", async event => {
  const name = event.target.name
  if (!name?.startsWith("set:")) return
  clearTimeout(waiting)
  const mine = ++turn
  const answer = await ask({ask: "look"})
  if (mine !== turn) return
  if (answer.text !== area.value) {
    view.dispatch({changes: {from: 0, to: view.state.doc.length, insert: answer.text}})
    area.value = answer.text
    clearTimeout(waiting)
  }
  show(answer, true)
  document.getElementById(name)?.focus()
})

form.addEventListener("submit", () => {
  leaving = true
})
addEventListener("beforeunload", event => {
  if (!leaving && area.value !== first) event.preventDefault()
})
mark(JSON.parse(form.dataset.findings))
window.desk = {view, forceLinting}  // for who tries the page
