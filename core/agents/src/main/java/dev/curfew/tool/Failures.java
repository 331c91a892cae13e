package dev.curfew.tool;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.curfew.diagnosis.CurfewException;
import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.diagnosis.Fact;
import dev.curfew.diagnosis.InterruptedWaitException;
import dev.curfew.json.Json;
import java.util.List;
import java.util.stream.Collectors;

/** Converts exceptions to answers. */
final class Failures {

    private static final String NEXT = "next";

    private Failures() {}

    static ObjectNode answer(Throwable failure) {
        if (failure instanceof BadCallException bad) {
            return error(bad.status(), bad.message(), bad.next());
        }
        if (failure instanceof InterruptedWaitException interrupted) {
            return error(
                    "interrupted",
                    interrupted.diagnosis().redacted().headline(),
                    "make the call again, if it is still wanted");
        }
        if (failure instanceof CurfewException explained) {
            return explained(explained.diagnosis().redacted());
        }
        String message = failure.getMessage();
        String what = message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
        return error("error", what, "correct the call, or see the state with action list");
    }

    private static ObjectNode explained(Diagnosis diagnosis) {
        String next = diagnosis.value(NEXT).orElse("see the details");
        ObjectNode answer = error("error", diagnosis.headline(), next);
        List<Fact> facts = diagnosis.facts().stream()
                .filter(fact -> !fact.key().equals(NEXT))
                .toList();
        String details =
                facts.stream().map(fact -> fact.key() + ": " + fact.value()).collect(Collectors.joining("\n"));
        return details.isEmpty() ? answer : answer.put("details", Shown.message(details));
    }

    static ObjectNode error(String status, String error, String next) {
        return Json.object()
                .put("status", status)
                .put("error", Shown.message(error))
                .put(NEXT, Shown.message(next));
    }
}
