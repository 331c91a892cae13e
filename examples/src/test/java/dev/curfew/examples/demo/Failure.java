package dev.curfew.examples.demo;

import java.util.stream.Stream;

/**
 * An example that failed.
 *
 * @param example the example
 * @param cause why
 */
record Failure(Example example, Throwable cause) {

    /** {@return what a test report shows of it, without the stack trace} */
    Stream<String> lines() {
        Stream<String> causes = Stream.concat(Stream.of(cause), Stream.of(cause.getSuppressed()))
                .flatMap(throwable -> throwable.toString().lines());
        return Stream.concat(Stream.of(example.name() + ": " + example.shown()), causes);
    }
}
