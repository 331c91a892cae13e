package dev.curfew.docs.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Compares messages with the pages that show them. */
public final class Documented {

    private static final Pattern FIRST_COLUMN = Pattern.compile("(?m)^\\| (`[^|]*) \\|");

    private static final Pattern STYLE_OR_TAG = Pattern.compile("(?s)<style.*?</style>|<[^>]*>");

    private Documented() {}

    /**
     * Verify that a page shows a message: in a block that is marked {@code <!-- message:name -->}. Process ids,
     * lengths of time and folders may differ, and whether a process already waits for its input.
     *
     * @param name the name of the message
     * @param message what it is
     */
    public static void message(String name, String message) {
        List<CodeBlock> blocks = Project.blocks().stream()
                .filter(block -> block.marked("message").equals(name))
                .toList();
        assertThat(blocks)
                .as("blocks with the marker <!-- message:" + name + " -->")
                .hasSize(1);
        CodeBlock block = blocks.get(0);
        assertThat(normalize(message)).as(block.place()).isEqualTo(normalize(block.text()));
    }

    /**
     * Verify that a picture in the project shows what a test has drawn, or write it if the system property
     * {@code curfew.snapshots} is {@code update}. Only the text is compared: colors and fonts are tested elsewhere.
     *
     * @param path the path of the picture, from the root of the project
     * @param drawn the picture, as SVG
     */
    public static void picture(String path, String drawn) throws IOException {
        Path file = Project.ROOT.resolve(path);
        if (System.getProperty("curfew.snapshots", "").equals("update")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, drawn);
        }
        assertThat(textOf(drawn))
                .as("%s; to write it again, run the test with -Dcurfew.snapshots=update", path)
                .isEqualTo(textOf(Project.read(file)));
    }

    /** Whether a row is one element or several is a matter of colors. */
    private static String textOf(String svg) {
        return STYLE_OR_TAG.matcher(svg).replaceAll("").replaceAll("\\s+", "");
    }

    /**
     * {@return the names in the first columns of the tables of a page}
     *
     * @param page the path of the page, from the root of the project
     */
    public static List<String> names(String page) {
        return FIRST_COLUMN
                .matcher(Project.read(page))
                .results()
                .flatMap(row -> Stream.of(row.group(1).replace("`", "").split(", ")))
                .toList();
    }

    static String normalize(String message) {
        return CodeBlock.normalize(message)
                .replace(", waiting for input)", ")")
                .replaceAll("\\bpid \\d+", "pid PID")
                .replaceAll("\\bproc_[0-9a-f]{12}\\b", "proc_ID")
                .replaceAll("\\b\\d+(\\.\\d)? m?s\\b", "TIME")
                .replaceAll("/\\S*/(curfew-\\w+/\\d+-\\d+/scope-\\d+|junit-?\\d+)", "/tmp/FOLDER")
                .replaceAll("transcripts: .*", "transcripts: FOLDER")
                .replaceAll("page: .*", "page: ADDRESS");
    }
}
