package dev.curfew.junit.episode.evidence;

import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.episode.EpisodeResult;
import dev.curfew.episode.Exchange;
import java.util.List;

/** A summary of an episode for messages about failures. */
public final class EpisodeSummary {

    private static final int LAST = 3;
    private static final int LONGEST = 400;

    private EpisodeSummary() {}

    /**
     * {@return the outcome, the reward and the last exchanges}
     *
     * @param headline what went wrong
     * @param result the result of the episode
     */
    public static Diagnosis of(String headline, EpisodeResult result) {
        Diagnosis diagnosis = Diagnosis.of(headline)
                .with("task", result.task() + ", seed " + result.seed())
                .with("outcome", result.outcome().describe())
                .with("reward", reward(result))
                .with("turns", String.valueOf(result.turns()));
        List<Exchange> exchanges = result.transcript();
        for (Exchange exchange : exchanges.subList(Math.max(0, exchanges.size() - LAST), exchanges.size())) {
            diagnosis = diagnosis.with("turn " + exchange.turn(), cut(exchange.call()) + "\n" + cut(exchange.answer()));
        }
        return diagnosis;
    }

    private static String reward(EpisodeResult result) {
        String value = result.reward().value().isPresent()
                ? String.valueOf(result.reward().value().getAsDouble())
                : "missing";
        String reason = result.reward().reason();
        return reason.isEmpty() ? value : value + ": " + reason;
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }
}
