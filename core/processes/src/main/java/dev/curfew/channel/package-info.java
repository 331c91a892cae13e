/** The connection to the warden of a sandbox, and the exec channels through which its commands run; not exported. */
@NullMarked
package dev.curfew.channel;

import org.jspecify.annotations.NullMarked;
