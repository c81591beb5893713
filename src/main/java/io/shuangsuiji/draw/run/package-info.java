/**
 * A draw from files to documents: what the service, the ceremony's page and the command have in common. A bureau hands in the
 * same files twice, once to commit and once to draw.
 */
package io.shuangsuiji.draw.run;
