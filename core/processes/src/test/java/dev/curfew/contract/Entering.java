package dev.curfew.contract;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * Marks a behavior that depends on the way into a sandbox. {@code ./verify} holds these against every kind of sandbox, and all other
 * behaviors against this machine, Docker, and ssh only; {@code ./verify --all} holds everything against every kind.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Tag("entering")
@interface Entering {}
