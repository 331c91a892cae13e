/**
 * Episodes: an agent acts on processes, what it did is judged, and everything is gone.
 *
 * <p>Begin at {@link dev.curfew.episode.Episode}.
 */
@NullMarked
package dev.curfew.episode;

import org.jspecify.annotations.NullMarked;
