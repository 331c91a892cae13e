package dev.curfew.tool;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An action of the tool. Both the parser and the schemas are derived from it.
 *
 * @param name the name
 * @param effect the effect on processes
 * @param description what the action does and returns, for the model
 * @param fields the fields of a call
 * @param handler carries out the action
 */
record Action(String name, Effect effect, String description, List<Field> fields, Handler handler) {

    /** The field that names the action. */
    static final String KEY = "action";

    /** The effect of an action on processes. */
    enum Effect {
        /** Only reads. */
        READS,
        /** Changes something. */
        CHANGES,
        /** Ends a process, or starts a command, which may do anything. */
        DESTROYS
    }

    /** Carries out a call. */
    @FunctionalInterface
    interface Handler {

        /**
         * Carry out a call.
         *
         * @param context the processes and the limits of the tool
         * @param arguments the fields of the call
         * @return the answer
         */
        ObjectNode handle(ToolContext context, Arguments arguments);
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
