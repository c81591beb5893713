/** What a bureau publishes of its inspections: the columns that the edition lists, and nothing else. */
package io.shuangsuiji.progress.publication;
