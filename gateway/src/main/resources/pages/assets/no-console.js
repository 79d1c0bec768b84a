const table = document.getElementById('services');

function row(name, state) {
  const tr = document.createElement('tr');
  for (const [text, style] of [[name, ''], [state.toLowerCase().replace('_', ' '), state.toLowerCase()]]) {
    const td = document.createElement('td');
    td.textContent = text;
    td.className = style;
    tr.append(td);
  }
  return tr;
}

async function refresh() {
  try {
    const health = await (await fetch('/health')).json();
    table.replaceChildren(...Object.entries(health.components).map(([name, state]) => row(name, state)));
  } catch {
    table.replaceChildren(row('gateway', 'DOWN'));
  }
}

refresh();
setInterval(refresh, 5000);
