/**
 * The decision tables of a DMN file as people read them, and the text that they stand in.
 *
 * <p>Everything here works on the characters of the file rather than on a compiled model, so that a draft that does not
 * compile can still be shown and mended, and so that a change can be written where it belongs and nowhere else.
 */
package io.shuangsuiji.policy.tables;
