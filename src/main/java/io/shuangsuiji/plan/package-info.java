/**
 * The quarter's sampling plan (抽查方案) of a registry: classifies each object, gathers the objects into strata, sizes
 * each stratum's sample, resolves the quarter's deadlines, and reports what the rules find. Every number comes from
 * the edition's tables and carries its clause.
 */
package io.shuangsuiji.plan;
