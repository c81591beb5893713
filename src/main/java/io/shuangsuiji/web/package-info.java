/** REST resources, health and their errors: translation only, no decisions. */
package io.shuangsuiji.web;
