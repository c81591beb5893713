/**
 * A synthetic registry and roster: the files in {@code samples/}, and streams of any length for load tests.
 */
package io.shuangsuiji.samples;
