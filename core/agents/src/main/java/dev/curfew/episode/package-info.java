/**
 * Episodes: an agent acts on processes, its work is verified, and everything is cleaned up.
 *
 * <p>The entry point is {@link dev.curfew.episode.Episode}.
 */
@NullMarked
package dev.curfew.episode;

import org.jspecify.annotations.NullMarked;
