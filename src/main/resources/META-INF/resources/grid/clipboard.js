// Blocks of cells to and from Excel and WPS: lines of text with tabs between, cells of several lines in quotes.
export function parse(text) {
  const rows = [];
  let row = [];
  let cell = '';
  let quoted = false;
  const end = () => {
    row.push(cell);
    cell = '';
  };
  const plain = text.replace(/\r\n?/g, '\n');
  for (let i = 0; i < plain.length; i++) {
    const c = plain[i];
    if (quoted) {
      if (c === '"' && plain[i + 1] === '"') {
        cell += '"';
        i++;
      } else if (c === '"') {
        quoted = false;
      } else {
        cell += c;
      }
    } else if (c === '"' && cell === '' && closes(plain, i)) {
      quoted = true;
    } else if (c === '\t') {
      end();
    } else if (c === '\n') {
      end();
      rows.push(row);
      row = [];
    } else {
      cell += c;
    }
  }
  // spreadsheets end the last line, too
  if (cell !== '' || row.length > 0 || rows.length === 0) {
    end();
    rows.push(row);
  }
  return rows;
}

/** A quote opens a cell only where another closes it before a tab or the end of a line: else it is a character. */
function closes(text, from) {
  for (let i = from + 1; i < text.length; i++) {
    if (text[i] === '"') {
      if (text[i + 1] === '"') {
        i++;
      } else {
        return i + 1 === text.length || text[i + 1] === '\t' || text[i + 1] === '\n';
      }
    }
  }
  return false;
}

export function format(rows) {
  return rows.map((row) => row.map(quote).join('\t')).join('\r\n');
}

function quote(text) {
  return /[\t\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The block of texts that is selected. */
export function block(model, { top, bottom, left, right }) {
  const rows = [];
  for (let r = top; r <= bottom; r++) {
    rows.push(model.rows[r].cells.slice(left, right + 1).map((cell) => model.text(cell)));
  }
  return rows;
}
