/** The first page. */
package io.shuangsuiji.web.home;
