/**
 * The resources that all scopes of one JVM share: a folder, marks, the native program, the channel on which guards
 * report, and the warden; not exported.
 */
@NullMarked
package dev.curfew.session;

import org.jspecify.annotations.NullMarked;
