package dev.curfew.episode;

import dev.curfew.internal.Check;
import java.util.Objects;
import java.util.OptionalDouble;
import org.apiguardian.api.API;

/**
 * The value of an episode. A reward that could not be computed is not zero but missing, and has a reason.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL)
public sealed interface Reward {

    /**
     * {@return a reward}
     *
     * @param value its value, a finite number
     * @param reason an explanation for people; may be empty
     */
    static Reward of(double value, String reason) {
        return new Given(value, reason);
    }

    /**
     * {@return a reward without an explanation}
     *
     * @param value its value, a finite number
     */
    static Reward of(double value) {
        return new Given(value, "");
    }

    /**
     * {@return a missing reward}
     *
     * @param reason why it could not be computed
     */
    static Reward missing(String reason) {
        return new Missing(reason);
    }

    /** {@return the value, or empty if it could not be computed} */
    default OptionalDouble value() {
        return this instanceof Given given ? OptionalDouble.of(given.number()) : OptionalDouble.empty();
    }

    /** {@return the explanation of the value, or the reason why it is missing, for people; may be empty} */
    String reason();

    /**
     * A reward that was computed.
     *
     * @param number its value, a finite number
     * @param reason an explanation for people; may be empty
     */
    record Given(double number, String reason) implements Reward {

        /**
         * Check the value.
         *
         * @param number its value
         * @param reason an explanation
         */
        public Given {
            Check.argument(Double.isFinite(number), "reward must be a finite number", number);
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * A reward that could not be computed.
     *
     * @param reason why it could not be computed
     */
    record Missing(String reason) implements Reward {

        /**
         * Check that the reason is not null.
         *
         * @param reason why it could not be computed
         */
        public Missing {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
