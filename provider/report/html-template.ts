/** The page's style: light and dark as the reader has it, narrow screens, print. Contrast is 4.5 : 1 or more. */
const STYLE = `
:root { color-scheme: light dark; --text: #1a1a1a; --back: #fff; --line: #d0d0d0; --quiet: #595959;
  --pass: #0b6b2e; --fail: #b3141d; --warn: #7a5200; }
@media (prefers-color-scheme: dark) { :root { --text: #e8e8e8; --back: #16181c; --line: #3a3d44; --quiet: #a8adb8;
  --pass: #5fd38a; --fail: #ff8a8f; --warn: #f2c14e; } }
body { margin: 0; background: var(--back); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 75rem; margin: 0 auto; padding: 1.5rem 1rem; }
h1 { font-size: 1.4rem; line-height: 1.25; margin: 1.5rem 0 .75rem; }
.table { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--line);
  overflow-wrap: anywhere; }
th { color: var(--quiet); font-weight: 600; }
.right { text-align: right; white-space: nowrap; }
ul { padding-left: 1.25rem; }
li { margin: .35rem 0; }
pre { overflow-x: auto; padding: .75rem; border: 1px solid var(--line); }
.mark { display: inline-block; min-width: 1.25em; font-weight: 700; }
.pass { color: var(--pass); } .fail { color: var(--fail); } .warn { color: var(--warn); }
.skipped { color: var(--quiet); }
@media print { main { max-width: none; padding: 0; } .table { overflow: visible; } tr { break-inside: avoid; } }
`;

/** A mark has a sign for those who see it, and a word for those who hear it. */
const MARK =
  '<% const mark = (m) => { if (m) { %><span class="mark <%= m.status %>" role="img" aria-label="<%= m.word %>">' +
  "<%= m.mark %></span> <% } } %>";

/** One block (`it`). A wide table scrolls by itself, and the keyboard reaches it for that. */
export const BLOCK = `${MARK}
<% if (it.kind === "heading") { %><h1><%= it.text %></h1>
<% } else if (it.kind === "note") { %><p><% mark(it.mark) %><%= it.text %></p>
<% } else if (it.kind === "list") { %><ul>
<% for (const item of it.items) { %><li><% mark(item.mark) %><%= item.text %></li>
<% } %></ul>
<% } else if (it.kind === "lines") { %><pre><%= it.lines.join("\\n") %></pre>
<% } else { %><div class="table" tabindex="0" role="region" aria-label="Table"><table>
<thead><tr><% for (const column of it.columns) { %><th scope="col"><%= column.head %></th><% } %></tr></thead>
<tbody><% for (const row of it.rows) { %><tr>
<% row.forEach((cell, at) => { %><td<% if (it.columns[at].align === "right") { %> class="right"<% } %>>
<% mark(cell.mark) %><%= cell.text %></td><% }) %></tr>
<% } %></tbody></table></div>
<% } %>`;

export const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title><%= it.title %></title>
<style>${STYLE}</style>
</head>
<body>
<main>
<% for (const block of it.blocks) { %><%~ include("@block", block) %><% } %>
</main>
</body>
</html>
`;
