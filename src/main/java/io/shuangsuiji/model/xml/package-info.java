/** DMN files as text: well-formed and bounded, every element with its place, so that an edit changes nothing else. */
package io.shuangsuiji.model.xml;
