/** The page 试一试: an input is filled in, and the tables show what became of it. */
package io.shuangsuiji.web.tryout;
