/** The one reading of an edition's files: types, decisions and tables with the place of every text. Everything that shows, compares, checks, edits or explains a policy takes it from here, and works on the characters of the files, so that a draft that does not compile can still be shown and mended, and a change be written where it belongs and nowhere else. */
package io.shuangsuiji.model;
