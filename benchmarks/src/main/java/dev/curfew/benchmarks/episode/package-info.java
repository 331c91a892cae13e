/** What an episode costs beyond what is done in it. */
@NullMarked
package dev.curfew.benchmarks.episode;

import org.jspecify.annotations.NullMarked;
