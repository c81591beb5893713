/**
 * Reads registries (检查对象名录库) and rosters as bureaus keep them: JSON, NDJSON, CSV in whatever encoding Excel chose,
 * and workbooks. Rows are read one at a time in bounded memory; a bad row is reported and leaves the rest standing, and a
 * file that cannot be read to its end is refused as a whole. Knows no value of policy: the model of the edition says
 * which facts an object has.
 */
package io.shuangsuiji.registry;
