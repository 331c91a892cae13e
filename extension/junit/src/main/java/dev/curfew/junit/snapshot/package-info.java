/** Snapshots of screens: golden files beside the tests, which files a run has used, and when they are written. */
@NullMarked
package dev.curfew.junit.snapshot;

import org.jspecify.annotations.NullMarked;
