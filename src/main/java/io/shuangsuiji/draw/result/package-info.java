/**
 * What a draw is told as: the bureau's workbook, the announcement for the public, and how often objects were drawn against
 * what was to be expected.
 */
package io.shuangsuiji.draw.result;
