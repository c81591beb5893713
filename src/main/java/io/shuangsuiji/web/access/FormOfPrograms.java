package io.shuangsuiji.web.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a resource whose forms are sent by programs, which have no token: its calls change nothing and answer everybody alike,
 * so that one forged in somebody's name gains nothing.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface FormOfPrograms {}
