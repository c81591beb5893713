/** How an edition words what its rules find: data that the compiler reads and that plans are told in. */
package io.shuangsuiji.policy.findings;
