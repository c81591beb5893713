/** The draw as calls and pages: what was published is verified, and receipts are given out. */
package io.shuangsuiji.web.draw;
