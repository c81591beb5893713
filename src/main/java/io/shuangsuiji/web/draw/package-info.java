/** Draws over HTTP. */
package io.shuangsuiji.web.draw;
