package dev.curfew.tool;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Something that can be asked of the tool: parser and schemas are made from this.
 *
 * @param name its name
 * @param effect what it does to the processes
 * @param description what it does and answers, for the model
 * @param fields its fields
 * @param handler does it
 */
record Action(String name, Effect effect, String description, List<Field> fields, Handler handler) {

    /** The field of a call that names the action. */
    static final String KEY = "action";

    /** What an action does to the processes. */
    enum Effect {
        /** It only looks. */
        READS,
        /** It changes something. */
        CHANGES,
        /** It ends something, or starts what may do anything. */
        DESTROYS
    }

    /** Carries out a call. */
    @FunctionalInterface
    interface Handler {

        /**
         * Carry out a call.
         *
         * @param desk the processes, and how much of them may be shown
         * @param arguments the fields of the call
         * @return the answer
         */
        ObjectNode handle(Desk desk, Arguments arguments);
    }

    boolean knows(String field) {
        return fields.stream().anyMatch(known -> known.name().equals(field));
    }

    String usage() {
        return fields.isEmpty()
                ? "none"
                : fields.stream()
                        .map(field -> field.name() + " (" + field.type() + (field.required() ? "" : ", optional") + ")")
                        .collect(Collectors.joining(", "));
    }
}
