/** Several test classes that use the same server. */
@NullMarked
package dev.curfew.examples.redis;

import org.jspecify.annotations.NullMarked;
