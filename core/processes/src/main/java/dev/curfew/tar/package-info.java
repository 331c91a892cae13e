/** Archives of files, read and written in the format of tar(1); not exported. */
@NullMarked
package dev.curfew.tar;

import org.jspecify.annotations.NullMarked;
