/**
 * Takes in the bodies of requests: how large they may be, how slowly they may come, where they are kept, and how much work runs at a
 * time.
 */
package io.shuangsuiji.web.intake;
