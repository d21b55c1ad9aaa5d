// What of CodeMirror 6 the rule desk uses: the one entry of the bundle, see scripts/codemirror.
export {autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap} from "@codemirror/autocomplete"
export {defaultKeymap, history, historyKeymap} from "@codemirror/commands"
export {yaml} from "@codemirror/lang-yaml"
export {bracketMatching, foldGutter, foldKeymap, indentUnit, syntaxHighlighting} from "@codemirror/language"
export {forceLinting, lintGutter, lintKeymap, setDiagnostics} from "@codemirror/lint"
export {EditorState} from "@codemirror/state"
export {EditorView, drawSelection, highlightActiveLine, hoverTooltip, keymap, lineNumbers} from "@codemirror/view"
export {classHighlighter} from "@lezer/highlight"
