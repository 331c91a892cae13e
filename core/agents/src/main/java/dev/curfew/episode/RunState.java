package dev.curfew.episode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The state of the episodes of a run. Thread-safe. */
final class RunState {

    private static final int MOST_NOTES = 100;

    private final EpisodesSettings settings;
    private final RunPlan plan;
    private final long begun;
    private final Map<EpisodeKey, FinishedEpisode> finished = new HashMap<>();
    private final Set<EpisodeKey> abandoned = new LinkedHashSet<>();
    private final Set<String> notes = new LinkedHashSet<>();
    private int resumed;
    private int solved;
    private int unrewarded;

    RunState(EpisodesSettings settings, RunPlan plan) {
        this.settings = settings;
        this.plan = plan;
        this.begun = settings.time.nanos();
    }

    synchronized void resume(List<FinishedEpisode> earlier) {
        earlier.forEach(this::finish);
        resumed = earlier.size();
    }

    synchronized void finish(FinishedEpisode episode) {
        finished.put(episode.key(), episode.withoutTranscript());
        solved += Counting.isSolved(episode.result(), settings.solvedAt) ? 1 : 0;
        unrewarded += episode.result().reward().value().isEmpty() ? 1 : 0;
    }

    synchronized void abandon(EpisodeKey key) {
        abandoned.add(key);
    }

    /** Add a note unless it is already there, up to a maximum, because a run may take days. */
    synchronized void note(String text) {
        if (notes.size() < MOST_NOTES) {
            notes.add(text);
        }
    }

    synchronized EpisodesProgress progress(int running, String held) {
        return new EpisodesProgress(
                plan.keys().size(), finished.size(), resumed, running, solved, unrewarded, elapsed(), held);
    }

    private Duration elapsed() {
        return settings.time.since(begun);
    }

    synchronized EpisodesReport report(Optional<String> stopped) {
        List<FinishedEpisode> inOrder = new ArrayList<>();
        List<EpisodeKey> notBegun = new ArrayList<>();
        for (EpisodeKey key : plan.keys()) {
            FinishedEpisode episode = finished.get(key);
            if (episode != null) {
                inOrder.add(episode);
            } else if (!abandoned.contains(key)) {
                notBegun.add(key);
            }
        }
        return new EpisodesReport(
                plan.keys().size(),
                inOrder,
                resumed,
                List.copyOf(abandoned),
                notBegun,
                elapsed(),
                stopped,
                List.copyOf(notes),
                settings.solvedAt);
    }
}
