/** The pages of a draw for the meeting room and for the public; nothing of a draw is kept between them, files travel. */
package io.shuangsuiji.web.draw.page;
