package io.shuangsuiji.web.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a resource whose forms are sent by programs and change nothing: what another site makes a browser send there has no
 * effect, and its answer is not that site's to read. Everywhere else a form bears a token.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface NoFormToken {}
