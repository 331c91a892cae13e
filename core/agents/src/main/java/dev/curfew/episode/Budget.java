package dev.curfew.episode;

import dev.curfew.internal.Check;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The budget of a run, and what its finished episodes have spent. Thread-safe. */
final class Budget {

    private final double most;
    private final ToDoubleFunction<EpisodeResult> cost;
    private double spent;

    Budget(double most, ToDoubleFunction<EpisodeResult> cost) {
        this.most = most;
        this.cost = cost;
    }

    /** {@return why no further episode may start after this one, or empty if one may} */
    synchronized Optional<String> spend(EpisodeResult result) {
        try {
            double price = cost.applyAsDouble(result);
            Check.argument(price >= 0, "cost must not be negative", price);
            spent += price;
        } catch (RuntimeException e) {
            return Optional.of("the cost of " + result.task() + "#" + result.seed() + " is not known: " + e);
        }
        return spent >= most ? Optional.of("the budget of " + number(most) + " is used up") : Optional.empty();
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
