/**
 * Any file of people, read once and in one way: format and encoding are found from the content, tables come as rows of
 * addressed cells ({@code 名录!C7}), one at a time. Knows how people write dates, numbers, yes and no, and nothing else of
 * what a cell means. What cannot be read is refused by name, in Chinese and English.
 */
package io.shuangsuiji.sheets;
