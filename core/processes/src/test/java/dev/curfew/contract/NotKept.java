package dev.curfew.contract;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a test of what happens instead, where a behavior of the contract is not kept. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface NotKept {}
