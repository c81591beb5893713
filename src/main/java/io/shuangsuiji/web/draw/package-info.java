/** The draw as calls and pages: it is committed to and made, what was published is verified, and receipts are given out. */
package io.shuangsuiji.web.draw;
