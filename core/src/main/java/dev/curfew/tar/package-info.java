/** Archives of files, as tar(1) writes and reads them; not exported. */
@NullMarked
package dev.curfew.tar;

import org.jspecify.annotations.NullMarked;
