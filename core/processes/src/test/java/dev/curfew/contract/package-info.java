/** The contract of every sandbox, and the messages when one fails. */
@NullMarked
package dev.curfew.contract;

import org.jspecify.annotations.NullMarked;
