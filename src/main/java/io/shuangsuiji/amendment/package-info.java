/**
 * Drafts of policy editions: edited by table, workbook or DMN, checked, weighed against a registry, approved by a second
 * person and published. Nothing published is ever overwritten or deleted.
 */
package io.shuangsuiji.amendment;
