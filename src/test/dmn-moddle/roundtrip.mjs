// Reads DMN 1.3 files with dmn-moddle and writes them as that library does, once as they are and once after edits such
// as dmn-js makes: a changed cell, a rule's description, new ids, no typeRef on a new column's cell.
// usage: node roundtrip.mjs <folder of DMN 1.3 files> <folder for what it writes>
import {readdirSync, readFileSync, writeFileSync, mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {DmnModdle} from 'dmn-moddle';

const [from, to] = process.argv.slice(2);
mkdirSync(to, {recursive: true});
for (const name of readdirSync(from).filter((file) => file.endsWith('.dmn')).sort()) {
  const moddle = new DmnModdle();
  const {rootElement, warnings} = await moddle.fromXML(readFileSync(join(from, name), 'utf8'), 'dmn:Definitions');
  warnings.forEach((warning) => console.error(name + ': ' + warning.message.split('\n')[0]));
  writeFileSync(join(to, name), (await moddle.toXML(rootElement, {format: true})).xml);
  if (name === 'quota.dmn') {
    edit(rootElement);
    writeFileSync(join(to, 'quota-edited.dmn'), (await moddle.toXML(rootElement, {format: true})).xml);
  }
}

function edit(definitions) {
  definitions.exporter = 'dmn-js (https://demo.bpmn.io/dmn)';
  definitions.exporterVersion = '16.4.0';
  const table = definitions.drgElement
      .map((element) => element.decisionLogic)
      .find((logic) => logic && logic.$type === 'dmn:DecisionTable' && logic.input.length === 2);
  table.rule[0].outputEntry[3].text = '0.15';
  table.rule[1].description = '由编辑器写的说明';
  table.input.forEach((input) => delete input.inputExpression.typeRef);
  table.output.forEach((output) => delete output.typeRef);
  // moved to the end, and all ids new, as a table that was copied has them
  table.rule.push(table.rule.shift());
  table.rule.forEach((rule, row) => {
    rule.id = 'DecisionRule_' + row;
    rule.inputEntry.forEach((entry, column) => (entry.id = `UnaryTests_${row}_${column}`));
    rule.outputEntry.forEach((entry, column) => (entry.id = `LiteralExpression_${row}_${column}`));
  });
}
