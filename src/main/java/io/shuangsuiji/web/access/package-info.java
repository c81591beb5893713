/** Who calls: people who sign in, systems with a key; what each may reach; and what browsers are told to refuse. */
package io.shuangsuiji.web.access;
