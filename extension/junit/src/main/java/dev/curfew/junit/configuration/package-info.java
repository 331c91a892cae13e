/** The settings of a test run, from configuration parameters and environment variables. */
@NullMarked
package dev.curfew.junit.configuration;

import org.jspecify.annotations.NullMarked;
