/** What holds in every sandbox, and what is said when one fails. */
@NullMarked
package dev.curfew.contract;

import org.jspecify.annotations.NullMarked;
